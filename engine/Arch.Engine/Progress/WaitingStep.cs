using System.Collections.Immutable;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Progress;

/// <summary>A step that waits, or the run itself.</summary>
/// <param name="StepPath">The place of the step in the run; <see langword="null"/> for the run itself.</param>
/// <param name="Node">The step; <see langword="null"/> for the run itself.</param>
/// <param name="Awaits">What it waits for, at least one thing.</param>
public sealed record WaitingStep(string? StepPath, StepNode? Node, ImmutableArray<Awaited> Awaits)
{
    /// <summary>Gets whether all of it must come, rather than one of it.</summary>
    public bool NeedsAll => Node is WaitNode { Condition: CombinedCondition { NeedsAll: true } };
}
