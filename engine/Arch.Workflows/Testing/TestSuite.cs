using System.Collections.Immutable;
using Arch.Workflows.Definitions;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Testing;

/// <summary>A document of the kind <c>test</c>, checked against the workflow that it tests. Immutable.</summary>
public sealed record TestSuite
{
    /// <summary>Gets where it begins.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Gets the workflow that is tested.</summary>
    public required WorkflowDefinition Workflow { get; init; }

    /// <summary>Gets the cases in order.</summary>
    public required ImmutableArray<TestCase> Cases { get; init; }
}
