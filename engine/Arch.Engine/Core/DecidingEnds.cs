using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>How attempts, steps and the run end; retries, handlers, and ending early.</summary>
internal sealed partial class Deciding
{
    // The order is fixed: attempt, retry, on_error, then what is around the step.
    private void EndAttempt(Activation activation, Outcome outcome, bool isCached = false)
    {
        if (activation.Node is not { } node)
        {
            EndRun(outcome);
            return;
        }

        if (outcome is { Status: StepStatus.Failed, Error: { } failure })
        {
            outcome = Failure(failure, node, activation.Attempt);
            if (RetryAt(activation, node.Retry, outcome.Error!) is { } retryAt) // a failure always has an error
            {
                Emit(new AttemptFailed { Activation = activation.Id, Error = outcome.Error!, RetryAt = retryAt });
                return;
            }
        }

        Close(activation, outcome, isCached);
    }

    private void Close(Activation activation, Outcome outcome, bool isCached = false) => Emit(new StepClosed
    {
        Activation = activation.Id,
        Status = outcome.Status,
        Outputs = outcome.Outputs,
        Error = outcome.Error,
        IsCached = isCached,
    });

    private DateTimeOffset? RetryAt(Activation activation, RetryPolicy? policy, StepError error)
    {
        // What was stopped for somebody else, even before its first attempt, is not tried again.
        if (policy is not { } retry
            || activation.Attempt >= retry.Attempts
            || activation.Attempt == 0
            || error.Kind == StepErrorKinds.Cancelled)
        {
            return null;
        }

        if (retry.When is { } when)
        {
            // An error in the condition ends the retrying; the step's own error is the one worth telling.
            if (Try(() => EvaluateCondition(when, activation.Lane, error), out var again) is not null || !again)
            {
                return null;
            }
        }

        var at = _at + RetryDelays.After(retry, activation.Attempt, error, retry.Jitter ? _session.NextBits() : 0);
        var since = activation.Node is null ? _state.StartedAt : activation.OpenedAt;
        return retry.Within is { } within && at > since + within ? null : at;
    }

    private void FollowTry(Activation owner, Lane lane, Outcome outcome)
    {
        if (lane.Role == LaneRole.Body && outcome is { Status: StepStatus.Failed, Error: { } error })
        {
            if (owner is { Node: TryNode { Rollback: true }, Completed.Count: > 0 })
            {
                StartUnwinding(owner, outcome, compensates: true, handles: true);
                return;
            }

            if (owner.Node is TryNode { Rollback: true } && error.Compensation.IsUndefined)
            {
                // A handler of a try that rolls back can rely on the list, also when there was nothing to undo.
                error = error with { Compensation = Value.From(ValueArray.Empty) };
                outcome = outcome with { Error = error };
            }

            if (OpenHandler(owner, error))
            {
                return;
            }
        }

        Conclude(owner, outcome);
    }

    private bool OpenHandler(Activation owner, StepError error)
    {
        var clauses = owner.Node is TryNode node ? node.Catch : Definition.Catch;
        for (var i = 0; i < clauses.Length; i++)
        {
            var when = clauses[i].When;
            if (when is null || (Try(() => EvaluateCondition(when, owner.Lane, error), out var holds) is null && holds))
            {
                OpenLane(owner, LaneRole.Catch, i, error);
                return true;
            }
        }

        return false;
    }

    // The body or handler has ended: what runs at the end comes next, and then the outcome holds.
    private void Conclude(Activation owner, Outcome outcome)
    {
        if (owner.Node is null && outcome.Status is (StepStatus.Succeeded or StepStatus.Returned))
        {
            outcome = RunOutputs(outcome);
        }

        if (Finally(owner) is not null && !owner.FinallyOpened)
        {
            Emit(new UnwindingStarted
            {
                Activation = owner.Id,
                Status = outcome.Status,
                Outputs = outcome.Outputs,
                Error = outcome.Error,
            });
            OpenLane(owner, LaneRole.Finally, 0);
        }
        else
        {
            EndAttempt(owner, owner.Node is TryNode && outcome.Status == StepStatus.Succeeded ? Outcome.Success : outcome);
        }
    }

    private Outcome RunOutputs(Outcome outcome)
    {
        if (outcome.Status == StepStatus.Succeeded)
        {
            outcome = MakeOutputs(Definition.Outputs, lane: null);
        }

        return outcome.Status != StepStatus.Failed && CheckOutputs(Definition.Outputs, outcome.Outputs) is { } wrong
            ? Outcome.Failure(wrong)
            : outcome;
    }

    private Block? Finally(Activation owner) => owner.Node switch
    {
        null => Definition.Finally,
        TryNode node => node.Finally,
        _ => null,
    };

    // Ends an activation early. What it holds ends first; handlers of the end still run.
    private void Unwind(Activation activation, Outcome outcome, bool compensates = false, bool handles = false)
    {
        if (activation.Unwinding is not null)
        {
            return;
        }

        if (activation is { IsAttempting: true, Node: UsesNode })
        {
            _effects.Add(new StopAttempt(activation.Id));
        }
        else if (activation is { IsListening: true, Node: CallNode })
        {
            StopChild(_state.ChildId(activation));
        }

        StartUnwinding(activation, outcome, compensates, handles);
    }

    private void StartUnwinding(Activation activation, Outcome outcome, bool compensates, bool handles)
    {
        Emit(new UnwindingStarted
        {
            Activation = activation.Id,
            Status = outcome.Status,
            Outputs = outcome.Outputs,
            Error = outcome.Error,
            Compensates = compensates,
            Handles = handles,
        });
        if (!activation.HasLanes)
        {
            if (!IsStartingChild(activation))
            {
                EndUnwinding(activation, outcome);
            }

            return;
        }

        foreach (var lane in activation.Lanes.Where(lane => lane.Role is not (LaneRole.Compensation or LaneRole.Finally)).ToArray())
        {
            if (lane.Current is { } inner)
            {
                // The lane ends when this one has; it is queued then.
                Unwind(inner, new Outcome(StepStatus.Cancelled, default, Errors.Superseded()));
            }
            else
            {
                EndLane(lane, new Outcome(StepStatus.Cancelled, default, Errors.Superseded()));
            }
        }
    }

    // A run that is being called may be there or not. It is only known once it is, and then it is stopped; until then the step does
    // not end, since nobody else would stop it.
    private bool IsStartingChild(Activation activation) =>
        activation is { IsAttempting: true, Node: CallNode }
        && _effects.RemoveAll(effect => effect is StartChild start && start.Activation == activation.Id) == 0
        && _effects.RemoveAll(effect => effect is LookUpCache look && look.Activation == activation.Id) == 0;

    private void FollowUnwinding(Activation owner, Lane lane, Outcome outcome, Outcome pending)
    {
        if (lane.Role == LaneRole.Compensation)
        {
            if (owner.Completed.Count == 0)
            {
                // Handlers and those who watch see how it was undone.
                pending = pending with
                {
                    Error = pending.Error! with { Compensation = Value.From(ValueArray.Of([.. owner.Compensation!])) },
                };
                Restate(owner, pending, owner.Handles);
            }
        }
        else if (owner.Node is null && pending.Status == StepStatus.Cancelled)
        {
            // A run that was cancelled stays so; when what runs at the end fails, that is told.
            if (lane.Role == LaneRole.Finally && outcome.Status == StepStatus.Failed)
            {
                pending = pending with { Error = outcome.Error };
                Restate(owner, pending, handles: false);
            }
        }
        else if (lane.IsAfterUnwinding && (lane.Role == LaneRole.Catch || outcome.Status == StepStatus.Failed))
        {
            // The handler's outcome, or a failure of what runs at the end, takes the place of what was pending.
            var handled = owner.Node is null && outcome.Status is (StepStatus.Succeeded or StepStatus.Returned);
            pending = handled ? RunOutputs(outcome) : outcome;
            Restate(owner, pending, handles: false);
        }

        if (!owner.HasLanes)
        {
            EndUnwinding(owner, pending);
        }
    }

    private void Restate(Activation owner, Outcome pending, bool handles) => Emit(new UnwindingStarted
    {
        Activation = owner.Id,
        Status = pending.Status,
        Outputs = pending.Outputs,
        Error = pending.Error,
        Handles = handles,
    });

    // All that it held has ended: completed steps are undone, then the error may be handled, then comes what runs at the end.
    private void EndUnwinding(Activation activation, Outcome pending)
    {
        var isOver = activation.FinallyOpened || activation.Attempt == 0 || (activation.Node is null && activation.Opened == 0);
        if (!isOver && activation.Compensates && activation.Completed.Count > 0)
        {
            OpenLane(activation, LaneRole.Compensation, activation.Completed.Count - 1);
        }
        else if (!isOver && activation.Handles && OpenHandler(activation, pending.Error!))
        {
            // Its end goes on from here.
        }
        else if (!isOver && Finally(activation) is not null)
        {
            OpenLane(activation, LaneRole.Finally, 0);
        }
        else
        {
            EndAttempt(activation, pending);
        }
    }
}
