using System.Collections.Immutable;

namespace Arch.Workflows.Definitions;

/// <summary><c>switch</c>: the case whose key equals the value's string form.</summary>
public sealed record SwitchNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "switch";

    /// <summary>Gets the value that chooses.</summary>
    public required ExpressionHandle On { get; init; }

    /// <summary>Gets the cases in order.</summary>
    public required ImmutableArray<KeyValuePair<string, Block>> Cases { get; init; }

    /// <summary>Gets what runs when no case matches; <see langword="null"/> when nothing does.</summary>
    public Block? Default { get; init; }
}
