using System.Collections.Immutable;

namespace Arch.Workflows.Definitions;

/// <summary>Is met when one of its parts is, or when all are.</summary>
public sealed record CombinedCondition : WaitCondition
{
    /// <summary>Gets the parts, at least one.</summary>
    public required ImmutableArray<WaitCondition> Parts { get; init; }

    /// <summary>Gets whether all parts must be met.</summary>
    public required bool NeedsAll { get; init; }
}
