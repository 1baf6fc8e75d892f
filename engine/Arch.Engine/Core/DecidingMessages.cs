using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;

namespace Arch.Engine.Core;

/// <summary>What follows from messages to the run.</summary>
internal sealed partial class Deciding
{
    private void Take(RunMessage message)
    {
        _writes.Consume(message.Id);
        switch (message.Kind)
        {
            case RunMessageKind.Signal:
                TakeSignal(message);
                break;
            case RunMessageKind.Event:
                TakeEvent(message);
                break;
            case RunMessageKind.TaskCompleted:
                CompleteTask(message);
                break;
            case RunMessageKind.ChildEnded:
                EndCall(message.Data);
                break;
            case RunMessageKind.AgentReplied:
                EndAsk(message.Data);
                break;
            case RunMessageKind.Permit:
                TakePermit(message);
                break;
            case RunMessageKind.Cancel:
                Cancel(message);
                break;
            case RunMessageKind.Pause when !_state.IsPaused:
                Emit(new RunPaused { Reason = message.Name, By = message.By });
                break;
            case RunMessageKind.Migrate:
                Migrate(message);
                break;
            case RunMessageKind.Resume when _state.IsPaused:
                Emit(new RunResumed { By = message.By });
                break;
        }
    }

    // Whoever asked has looked before whether it is safe; when it is not any more, the run stays as it is.
    private void Migrate(RunMessage message)
    {
        var to = _state.Definitions.Get(new DefinitionId(message.Name));
        if (to.Id == Definition.Id || !MigrationCheck.Of(_state, to).IsSafe)
        {
            return;
        }

        _wantsSnapshot = true;
        var inputs = InputBinder.Bind(to.Inputs, _state.Inputs).Inputs;
        Emit(new RunMigrated { Definition = to.Id, Inputs = inputs == _state.Inputs ? default : inputs, By = message.By });
    }

    private void Cancel(RunMessage message)
    {
        if (message.Data["activation"].TryGetNumber(out var id) && id > 0)
        {
            if (_state.FindActivation((int)id) is { } step)
            {
                var wasAsking = _state.Regaining.FirstOrDefault() == step;
                Unwind(step, Outcome.Failure(Errors.Replaced(step, message.Name)));
                if (wasAsking)
                {
                    AskBack();
                }
            }

            return;
        }

        if (_state.IsPaused)
        {
            // What must run at the end still does.
            Emit(new RunResumed { By = message.By });
        }

        var compensates = message.Data["compensate"] == Value.From(true);
        CancelRun(new Outcome(StepStatus.Cancelled, default, Errors.Cancelled(message.Name)), compensates);
    }

    private void CancelRun(Outcome outcome, bool compensates)
    {
        var root = _state.Root;
        if (root.Unwinding is not { } pending)
        {
            Unwind(root, outcome, compensates);
        }
        else if (pending.Status != StepStatus.Cancelled)
        {
            // It is about to end otherwise, or to be tried again: a handler is stopped, what runs at the end is not.
            StartUnwinding(root, outcome, compensates, handles: false);
        }
    }

    private void EndCall(Value data)
    {
        if (!data["activation"].TryGetNumber(out var id)
            || _state.FindActivation((int)id) is not { Node: CallNode call, Unwinding: null } activation
            || data["attempt"] != Value.From(activation.Attempt)
            || !(activation.IsAttempting || activation.IsListening))
        {
            return;
        }

        if (data["succeeded"] == Value.From(true))
        {
            EndAttempt(activation, new Outcome(StepStatus.Succeeded, data["outputs"]));
            return;
        }

        var error = data["error"].IsNullish ? Errors.Superseded() : StepError.FromValue(data["error"]);
        EndAttempt(activation, Outcome.Failure(error with
        {
            Step = null,
            Message = $"Workflow '{call.Workflow}', run '{_state.ChildId(activation)}': {error.Message}",
        }));
    }

    private void EndAsk(Value data)
    {
        if (!data["activation"].TryGetNumber(out var id)
            || _state.FindActivation((int)id) is not { Node: AgentNode agent, Unwinding: null } activation
            || data["attempt"] != Value.From(activation.Attempt)
            || !(activation.IsAttempting || activation.IsListening))
        {
            return;
        }

        if (!data["error"].IsNullish)
        {
            EndAttempt(activation, Outcome.Failure(StepError.FromValue(data["error"]) with { Step = null }));
            return;
        }

        var outputs = data["outputs"];
        EndAttempt(
            activation,
            CheckShape(outputs, agent.Output, $"The reply of agent '{agent.Agent}'") is { } wrong
                ? Outcome.Failure(wrong)
                : new Outcome(StepStatus.Succeeded, outputs));
    }

    private void FollowChild(ChildBegan began)
    {
        if (Attempting(began.Activation, began.Attempt) is not { } activation)
        {
            if (!_state.HasEnded && _state.FindActivation(began.Activation)?.IsListening != true)
            {
                // Nobody waits for it any more, and the word to stop it may have come before it was there.
                StopChild(began.ChildId);
            }

            return;
        }

        if (activation.Unwinding is { } pending)
        {
            StopChild(began.ChildId);
            EndUnwinding(activation, pending);
        }
        else if (activation.Node is CallNode { Detach: true })
        {
            EndAttempt(activation, new Outcome(
                StepStatus.Succeeded,
                Value.From(ValueObject.Of(("run_id", Value.From(began.ChildId.Value))))));
        }
        else
        {
            Emit(new ChildStarted { Activation = activation.Id });
        }
    }

    private void StopChild(RunId childId) => _writes.Send(new RunMessage
    {
        RunId = childId,
        Id = "parent",
        Kind = RunMessageKind.Cancel,
        Name = "The run that called it no longer needs it.",
        At = _at,
        Data = Value.From(ValueObject.Of(("compensate", Value.From(_state.Root.Compensates)))),
    });

    private void FollowCache(Activation activation, Value outputs)
    {
        if (!outputs.IsUndefined && activation.Unwinding is null)
        {
            EndAttempt(activation, new Outcome(StepStatus.Succeeded, outputs), isCached: true);
        }
        else if (_state.Carrying(activation) is { } effect)
        {
            _effects.Add(effect);
        }
        else
        {
            Enter(activation, activation.Node!); // the run itself has no outputs to keep
        }
    }
}
