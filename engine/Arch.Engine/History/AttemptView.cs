using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.History;

/// <summary>One try of a step.</summary>
public sealed record AttemptView
{
    /// <summary>Gets its number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Gets when it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when it ended, or was cut off; <see langword="null"/> while it is under way.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets what it worked on: inputs, or the items of a loop; undefined when it was nothing.</summary>
    public Value Inputs { get; init; }

    /// <summary>Gets why it failed; <see langword="null"/> when it did not.</summary>
    public StepError? Error { get; init; }

    /// <summary>Gets when the next one begins, after a failure that is tried again.</summary>
    public DateTimeOffset? NextAt { get; init; }
}
