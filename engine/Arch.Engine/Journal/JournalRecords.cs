using System.Collections.Immutable;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Journal;

/// <summary>The run began.</summary>
public sealed record RunStarted : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "run_started";

    /// <summary>Gets the definition that the run is pinned to.</summary>
    public required DefinitionId Definition { get; init; }

    /// <summary>Gets the inputs, bound and complete.</summary>
    public required Value Inputs { get; init; }

    /// <summary>Gets what started it; an object with at least <c>kind</c>.</summary>
    public Value Trigger { get; init; }

    /// <summary>Gets the run that called it; <see langword="null"/> when none did.</summary>
    public RunId? Parent { get; init; }

    /// <summary>Gets the activation of the caller that waits for it; <see langword="null"/> when none does.</summary>
    public int? ParentActivation { get; init; }

    /// <summary>Gets the attempt of the caller that waits for it.</summary>
    public int ParentAttempt { get; init; }

    /// <summary>Gets the run that it repeats, wholly or in part; <see langword="null"/> when it is no repetition.</summary>
    public RunId? RepeatOf { get; init; }
}

/// <summary>A check that warns did not hold; the run goes on.</summary>
public sealed record CheckWarned : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "check_warned";

    /// <summary>Gets what the workflow says about it.</summary>
    public required string Message { get; init; }
}

/// <summary>A step that needs no activation ended: an inline step, or one that was skipped.</summary>
public sealed record StepFinished : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "step_finished";

    /// <summary>Gets the lane it ran in.</summary>
    public required int Lane { get; init; }

    /// <summary>Gets the step.</summary>
    public required int Node { get; init; }

    /// <summary>Gets how it ended.</summary>
    public required StepStatus Status { get; init; }

    /// <summary>Gets its outputs; for <see cref="StepStatus.Returned"/>, those that end what is around it.</summary>
    public Value Outputs { get; init; }

    /// <summary>Gets the error when it failed.</summary>
    public StepError? Error { get; init; }

    /// <summary>Gets the new values of variables.</summary>
    public ImmutableArray<KeyValuePair<string, Value>> Variables { get; init; } = [];
}

/// <summary>A step that takes more than a moment began: one with effects, a wait, or a block.</summary>
public sealed record StepOpened : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "step_opened";

    /// <summary>Gets the number of the new activation.</summary>
    public required int Activation { get; init; }

    /// <summary>Gets the lane it runs in.</summary>
    public required int Lane { get; init; }

    /// <summary>Gets the step.</summary>
    public required int Node { get; init; }
}

/// <summary>An attempt of an activation began. Written before the attempt has any effect.</summary>
public sealed record AttemptOpened : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "attempt_opened";

    /// <summary>Gets the activation.</summary>
    public required int Activation { get; init; }

    /// <summary>Gets the number of the attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets what the attempt works on: the inputs of a step, or the items of a loop.</summary>
    public Value Input { get; init; }

    /// <summary>Gets when the attempt times out; <see langword="null"/> when it does not.</summary>
    public DateTimeOffset? TimeoutAt { get; init; }

    /// <summary>Gets the next moment of a wait; <see langword="null"/> when it waits for none.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets what the outputs are kept under for later runs; <see langword="null"/> when they are not.</summary>
    public string? CacheKey { get; init; }
}

/// <summary>An attempt failed and another will follow.</summary>
public sealed record AttemptFailed : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "attempt_failed";

    /// <summary>Gets the activation.</summary>
    public required int Activation { get; init; }

    /// <summary>Gets the error.</summary>
    public required StepError Error { get; init; }

    /// <summary>Gets when the next attempt begins.</summary>
    public required DateTimeOffset RetryAt { get; init; }
}

/// <summary>A block of steps began: a body, an arm, a branch, an iteration or a handler.</summary>
public sealed record LaneOpened : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "lane_opened";

    /// <summary>Gets the number of the new lane.</summary>
    public required int Lane { get; init; }

    /// <summary>Gets the activation it belongs to; 0 is the run itself.</summary>
    public required int Activation { get; init; }

    /// <summary>Gets which block of the step it is.</summary>
    public required LaneRole Role { get; init; }

    /// <summary>Gets which of several: the arm, branch, iteration or handler, from 0.</summary>
    public int Key { get; init; }

    /// <summary>Gets the error that a handler handles.</summary>
    public StepError? Error { get; init; }
}

/// <summary>A block of steps ended.</summary>
public sealed record LaneClosed : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "lane_closed";

    /// <summary>Gets the lane.</summary>
    public required int Lane { get; init; }

    /// <summary>Gets how it ended.</summary>
    public required StepStatus Status { get; init; }

    /// <summary>Gets what a loop collects from the iteration, or the outputs of a <c>return</c>.</summary>
    public Value Result { get; init; }

    /// <summary>Gets the error when it failed.</summary>
    public StepError? Error { get; init; }
}

/// <summary>A loop waits before its next iteration.</summary>
public sealed record LoopPaused : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "loop_paused";

    /// <summary>Gets the activation.</summary>
    public required int Activation { get; init; }

    /// <summary>Gets when the next iteration begins.</summary>
    public required DateTimeOffset DueAt { get; init; }
}

/// <summary>An activation is being ended early; what it holds is unwound, and its handlers of the end still run.</summary>
public sealed record UnwindingStarted : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "unwinding_started";

    /// <summary>Gets the activation; 0 is the run itself.</summary>
    public required int Activation { get; init; }

    /// <summary>Gets how it will have ended.</summary>
    public required StepStatus Status { get; init; }

    /// <summary>Gets the outputs of a <c>return</c> or of the branch that won.</summary>
    public Value Outputs { get; init; }

    /// <summary>Gets the error it will have ended with.</summary>
    public StepError? Error { get; init; }

    /// <summary>Gets whether the completed steps in it are compensated first.</summary>
    public bool Compensates { get; init; }

    /// <summary>Gets whether its <c>catch</c> may still handle the error.</summary>
    public bool Handles { get; init; }
}

/// <summary>An activation ended.</summary>
public sealed record StepClosed : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "step_closed";

    /// <summary>Gets the activation.</summary>
    public required int Activation { get; init; }

    /// <summary>Gets how it ended.</summary>
    public required StepStatus Status { get; init; }

    /// <summary>Gets its outputs.</summary>
    public Value Outputs { get; init; }

    /// <summary>Gets the error when it failed.</summary>
    public StepError? Error { get; init; }

    /// <summary>Gets whether the outputs are those of an earlier run.</summary>
    public bool IsCached { get; init; }
}

/// <summary>The run ended.</summary>
public sealed record RunEnded : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "run_ended";

    /// <summary>Gets how it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Gets its outputs when it succeeded.</summary>
    public Value Outputs { get; init; }

    /// <summary>Gets the error when it failed or was cancelled.</summary>
    public StepError? Error { get; init; }
}
