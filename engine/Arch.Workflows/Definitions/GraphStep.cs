using System.Collections.Immutable;

namespace Arch.Workflows.Definitions;

/// <summary>The edges at a step of a <c>graph</c>, as a run asks for them.</summary>
/// <param name="NeedCount">How many steps must end before it starts.</param>
/// <param name="Dependents">The steps that need it, by their places in <see cref="GraphNode.Body"/>, in that order.</param>
/// <param name="IsFailureHandled">Whether a step goes on when it failed, so that its failure does not fail the graph.</param>
public sealed record GraphStep(int NeedCount, ImmutableArray<int> Dependents, bool IsFailureHandled);
