using System.Collections.Immutable;

namespace Arch.Workflows.Definitions;

/// <summary>
/// Where the results of steps live: the workflow, the body of a loop, or an action. Each iteration of a loop has
/// results of its own.
/// </summary>
/// <param name="Parent">The scope around it whose results it sees too; -1 when it sees none.</param>
/// <param name="Nodes">The indices of its steps; a step's <see cref="StepNode.Slot"/> is its place here.</param>
public sealed record StepScope(int Parent, ImmutableArray<int> Nodes)
{
    /// <summary>Gets the step indices by step id, for those of this scope alone.</summary>
    public required ImmutableDictionary<string, int> ById { get; init; }
}
