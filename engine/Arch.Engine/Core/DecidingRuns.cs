using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>How runs begin and end.</summary>
internal sealed partial class Deciding
{
    private void Start(RunRequested requested)
    {
        Emit(new RunStarted
        {
            Definition = Definition.Id,
            Inputs = requested.Inputs,
            Trigger = requested.Trigger,
            Parent = requested.Parent,
            ParentActivation = requested.ParentWait?.Activation,
            ParentAttempt = requested.ParentWait?.Attempt ?? 0,
            RepeatOf = requested.RepeatOf,
        });
        if (requested.Key is not null)
        {
            _idempotencyKey = requested.Key;
        }
        else if (Definition.IdempotencyKey is { } key && requested.Parent is null && requested.RepeatOf is null)
        {
            if (Try(() => Evaluate(key, lane: null).ToString(), out _idempotencyKey) is { } error)
            {
                FinishRun(Outcome.Failure(error));
                return;
            }
        }

        BeginRun();
    }

    private void BeginRun()
    {
        if (Refusal() is { } refusal)
        {
            FinishRun(Outcome.Failure(refusal));
        }
        else if (Definition.Limits.IsEmpty)
        {
            OpenLane(_state.Root, LaneRole.Body, 0);
        }
        else if (AskPermits(_state.Root, Definition.Limits) is { } wrong)
        {
            FinishRun(Outcome.Failure(wrong));
        }
    }

    private StepError? Refusal()
    {
        foreach (var check in Definition.Checks)
        {
            if (Broken(check) is not { } error)
            {
                continue;
            }

            if (check.Blocks)
            {
                return error;
            }

            Warn(error.Message);
        }

        return null;
    }

    // A check that cannot be evaluated does not hold either.
    private StepError? Broken(CheckDefinition check)
    {
        var error = Try(
            () => EvaluateCondition(check.When, lane: null) ? null : Evaluate(check.Message, lane: null).ToString(),
            out var message);
        return error is not null
            ? error with { Message = $"The check at {check.When.Place} cannot be evaluated: {error.Message}" }
            : message is null ? null : Errors.CheckFailed(message);
    }

    private void Warn(string message)
    {
        Emit(new CheckWarned { Message = message });
        if (_isWatched)
        {
            (_warnings ??= []).Add(new RunWarning(_state.RunId, _at, message));
        }
    }

    private void EndRun(Outcome outcome)
    {
        if (outcome is { Status: StepStatus.Failed, Error: { } error } && RetryAt(_state.Root, Definition.Retry, error) is { } at)
        {
            Emit(new RunRetried { Error = error, RetryAt = at });
        }
        else
        {
            FinishRun(outcome);
        }
    }

    private void FinishRun(Outcome outcome)
    {
        var ended = new RunEnded
        {
            Status = outcome.Status switch
            {
                StepStatus.Failed => RunStatus.Failed,
                StepStatus.Cancelled => RunStatus.Cancelled,
                _ => RunStatus.Succeeded,
            },
            Outputs = outcome.Status is StepStatus.Succeeded or StepStatus.Returned ? outcome.Outputs : default,
            Error = outcome.Error,
        };
        Emit(ended);
        if (_state is { Parent: { } parent, ParentWait: { } wait })
        {
            _writes.Send(new RunMessage
            {
                RunId = parent,
                Id = $"child/{_state.RunId}",
                Kind = RunMessageKind.ChildEnded,
                Name = _state.RunId.Value,
                At = _at,
                Data = Value.From(ValueObject.Of(
                    ("activation", Value.From(wait.Activation)),
                    ("attempt", Value.From(wait.Attempt)),
                    ("succeeded", Value.From(ended.Status == RunStatus.Succeeded)),
                    ("outputs", ended.Outputs.Kind == ValueKind.Object ? ended.Outputs : Value.EmptyObject),
                    ("error", ended.Error?.ToValue() ?? Value.Null))),
            });
        }
    }

    // What waits, tasks, permits and kept outputs outside of the journal follow from a record, before it changes the state.
    private void CloseOutside(JournalRecord record)
    {
        switch (record)
        {
            case StepClosed closed:
                var step = _state.FindActivation(closed.Activation)!; // only an activation under way is closed
                CloseWaiting(step, closed.Status, closed.Outputs, closed.Error);
                if (!step.Permits.IsEmpty)
                {
                    _writes.ReleasePermits(step.Id);
                }

                if (step is { CacheKey: { } key, Node.Cache: { } cache }
                    && closed is { Status: StepStatus.Succeeded, IsCached: false, Outputs.IsUndefined: false })
                {
                    _writes.Cache(new CacheEntry(key, closed.Outputs, _at + cache.TimeToLive));
                }

                break;
            case AttemptFailed failed:
                CloseWaiting(_state.FindActivation(failed.Activation)!, StepStatus.Failed, default, failed.Error);
                break;
            case UnwindingStarted unwinding:
                CloseWaiting(_state.FindActivation(unwinding.Activation)!, unwinding.Status, default, unwinding.Error);
                break;
        }
    }
}
