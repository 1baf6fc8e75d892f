using System.Collections.Immutable;

namespace Arch.Workflows.Definitions;

/// <summary><c>graph</c>: steps in the order of their needs.</summary>
public sealed record GraphNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "graph";

    /// <summary>Gets the steps; their <see cref="StepNode.Needs"/> are the edges, without cycles.</summary>
    public required Block Body { get; init; }

    /// <summary>Gets the edges once more, by step of <see cref="Body"/>, so that a run finds what a step's end starts.</summary>
    public required ImmutableArray<GraphStep> Steps { get; init; }
}
