using System.Collections.Immutable;
using Arch.Engine.History;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Progress;

/// <summary>One change of one step of a run.</summary>
public sealed record StepProgress
{
    /// <summary>Gets the run.</summary>
    public required RunId RunId { get; init; }

    /// <summary>Gets the step.</summary>
    public required StepNode Node { get; init; }

    /// <summary>Gets the place of the step in the run, with the iterations around it: <c>pages[3]/write</c>.</summary>
    public required string StepPath { get; init; }

    /// <summary>Gets how deep it is nested in other steps, from 0.</summary>
    public required int Depth { get; init; }

    /// <summary>Gets what changed.</summary>
    public required StepChange Change { get; init; }

    /// <summary>Gets when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the number of the attempt, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Gets how long the step took, when it has ended.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets until when it waits, when it waits or will be tried again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets what it waits for; empty when it does not wait, or only for its next attempt or iteration.</summary>
    public ImmutableArray<WaitView> WaitsFor { get; init; } = [];

    /// <summary>Gets the error, when it or an attempt failed.</summary>
    public StepError? Error { get; init; }
}
