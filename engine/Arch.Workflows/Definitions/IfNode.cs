using System.Collections.Immutable;

namespace Arch.Workflows.Definitions;

/// <summary><c>if</c>, <c>elif</c>, <c>else</c>.</summary>
public sealed record IfNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "if";

    /// <summary>Gets the arms in order; the first whose condition is true runs.</summary>
    public required ImmutableArray<IfArm> Arms { get; init; }

    /// <summary>Gets what runs when no condition is true; <see langword="null"/> when nothing does.</summary>
    public Block? Else { get; init; }
}
