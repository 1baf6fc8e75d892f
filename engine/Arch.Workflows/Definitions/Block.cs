using System.Collections.Immutable;

namespace Arch.Workflows.Definitions;

/// <summary>Steps that run one after the other.</summary>
/// <param name="Steps">The indices of the steps in <see cref="WorkflowDefinition.Nodes"/>.</param>
public sealed record Block(ImmutableArray<int> Steps);
