using Arch.Engine.Journal;
using Arch.Engine.Runs;

namespace Arch.Engine.Core;

/// <summary>Finds the record with which the end of a run that failed or was cancelled began.</summary>
internal sealed class FailureSearch(RunEnded ended)
{
    private RewindFinder.Cut? _failed;
    private RewindFinder.Cut? _stopped;
    private RewindFinder.Cut? _outputs;

    /// <summary>Looks through a journal.</summary>
    /// <param name="journal">The records that count, each with the state before it.</param>
    /// <returns>The place just before that record; the start of the run when it never came further.</returns>
    public RewindFinder.Cut In(IEnumerable<(JournalRecord Record, RunState State)> journal)
    {
        foreach (var (record, state) in journal)
        {
            Look(record, state);
        }

        return _stopped ?? _failed ?? _outputs ?? (ended.Error?.Step is null
            ? new RewindFinder.Cut(1, null, null)
            : throw new InvalidOperationException($"The journal does not say how step '{ended.Error.Step}' failed."));
    }

    private void Look(JournalRecord record, RunState state)
    {
        var to = record.Sequence - 1;
        switch (record)
        {
            case RunRetried:
                (_failed, _stopped, _outputs) = (null, null, null);
                break;
            case StepFinished { Status: StepStatus.Failed } finished when IsCause(state.Definition.Nodes[finished.Node].Id, finished.Error):
                _failed = new RewindFinder.Cut(to, null, finished.Lane);
                break;
            case StepClosed { Status: StepStatus.Failed } closed when IsCause(state.FindActivation(closed.Activation)?.Node?.Id, closed.Error):
                _failed = new RewindFinder.Cut(to, closed.Activation, null);
                break;
            case UnwindingStarted { Activation: 0 } unwinding when _stopped is null && IsStop(unwinding):
                _stopped = new RewindFinder.Cut(to, null, null);
                break;
            case StepFinished { Status: StepStatus.Returned } finished when ended.Error?.Step is null:
                _outputs = new RewindFinder.Cut(to, null, finished.Lane);
                break;
            case LaneClosed { Status: StepStatus.Succeeded } closed when IsEndOfSteps(state.FindLane(closed.Lane)):
                _outputs = new RewindFinder.Cut(to, null, closed.Lane);
                break;
        }
    }

    private bool IsCause(string? step, StepError? error) =>
        ended.Error is { Step: not null } cause
        && cause.Step == step
        && error is not null
        && (error.Code, error.Message, error.Attempt) == (cause.Code, cause.Message, cause.Attempt);

    // The run was cancelled, or took too long.
    private bool IsStop(UnwindingStarted unwinding) => ended.Status == RunStatus.Cancelled
        ? unwinding.Status == StepStatus.Cancelled
        : ended.Error is { Step: null, Kind: StepErrorKinds.Timeout } && unwinding.Error?.Kind == StepErrorKinds.Timeout;

    // After it the outputs of the run are made, which may fail.
    private bool IsEndOfSteps(Lane? lane) =>
        ended.Error?.Step is null && lane is { Owner.Node: null, Role: LaneRole.Body or LaneRole.Catch };
}
