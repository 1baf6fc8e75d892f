using System.Collections.Immutable;

namespace Arch.Workflows.Definitions;

/// <summary><c>parallel</c>: branches at the same time.</summary>
public sealed record ParallelNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "parallel";

    /// <summary>Gets the branches in order.</summary>
    public required ImmutableArray<KeyValuePair<string, Block>> Branches { get; init; }

    /// <summary>Gets when the step ends.</summary>
    public JoinMode Join { get; init; }
}
