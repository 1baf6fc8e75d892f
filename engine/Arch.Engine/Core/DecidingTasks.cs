using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;

namespace Arch.Engine.Core;

/// <summary>How human tasks begin, are completed and expire.</summary>
internal sealed partial class Deciding
{
    private Prepared PrepareTask(Lane lane, HumanNode human, AttemptOpened record) => new(record with
    {
        Input = Value.From(ValueObject.Of(
            ("title", Value.From(Evaluate(human.Title, lane).ToString())),
            ("body", human.Body is { } body ? Value.From(Evaluate(body, lane).ToString()) : Value.Null),
            ("assign", human.Assign is { } assign ? Evaluate(assign, lane) : Value.Null))),
        DueAt = human.Due is { } due ? _at + due : null,
    });

    private void OpenTask(Activation activation, HumanNode human) => _writes.OpenTask(new HumanTask
    {
        Id = TaskId(activation),
        RunId = _state.RunId,
        Activation = activation.Id,
        Workflow = Definition.FullName,
        StepPath = StepPaths.Of(activation),
        Title = activation.Input["title"].ToString(),
        Body = activation.Input["body"].TryGetString(out var body) ? body : null,
        Assign = activation.Input["assign"].IsNullish ? Value.Undefined : activation.Input["assign"],
        Actions = human.Actions,
        OpenedAt = _at,
        DueAt = activation.DueAt,
    });

    private string TaskId(Activation activation) => HumanTask.IdOf(_state.RunId, activation.Id);

    // What does not fit was refused before it was sent; a message that is stale or wrong all the same changes nothing.
    private void CompleteTask(RunMessage message)
    {
        var activation = _state.Listening.FirstOrDefault(listening => TaskId(listening) == message.Name);
        if (activation?.Node is not HumanNode human
            || !message.Data["action"].TryGetString(out var action)
            || !human.Actions.Contains(action))
        {
            return;
        }

        var form = message.Data["form"].IsNullish ? Value.EmptyObject : message.Data["form"];
        if (ShapeCheck.Check(form, human.Form).Count > 0)
        {
            return;
        }

        EndAttempt(activation, new Outcome(StepStatus.Succeeded, TaskOutputs(action, form, message.By, timedOut: false)));
    }

    private void Expire(Activation due, HumanNode human)
    {
        switch (human.OnDue)
        {
            case DuePolicy.Fail:
                Unwind(due, Outcome.Failure(Errors.TaskExpired(human)));
                break;
            case DuePolicy.Continue:
                EndAttempt(due, new Outcome(StepStatus.Succeeded, TaskOutputs(null, Value.EmptyObject, null, timedOut: true)));
                break;
            default:
                Publish("arch.tasks.escalated", Value.From(ValueObject.Of(
                    ("task", Value.From(TaskId(due))),
                    ("run", Value.From(_state.RunId.Value)),
                    ("workflow", Value.From(Definition.FullName)),
                    ("step", Value.From(StepPaths.Of(due))),
                    ("title", due.Input["title"]),
                    ("assign", due.Input["assign"]))));
                Emit(new TaskEscalated { Activation = due.Id });
                break;
        }
    }

    private Value TaskOutputs(string? action, Value form, string? by, bool timedOut) => Value.From(ValueObject.Of(
        ("action", Value.From(action)),
        ("form", form),
        ("by", Value.From(by)),
        ("at", TimeValue(_at)),
        ("timed_out", Value.From(timedOut))));

    private void CloseWaiting(Activation activation, StepStatus status, Value outputs, StepError? error)
    {
        if (!activation.IsListening)
        {
            return;
        }

        if (activation.Node is WaitNode)
        {
            _writes.CloseWait(activation.Id);
        }
        else if (activation.Node is HumanNode)
        {
            var isExpired = error?.Kind == StepErrorKinds.Timeout || outputs["timed_out"] == Value.From(true);
            _writes.CloseTask(new ClosedTask(
                activation.Id,
                isExpired ? HumanTaskStatus.Expired
                    : status == StepStatus.Succeeded ? HumanTaskStatus.Completed : HumanTaskStatus.Cancelled,
                outputs["action"].TryGetString(out var action) ? action : null,
                outputs["by"].TryGetString(out var by) ? by : null));
        }
    }

    // The sequence number is that of the record that goes with it, so the id is the event's own for ever.
    private void Publish(string subject, Value data) => _writes.Publish(new BusEvent
    {
        Id = $"{_state.RunId}/{_state.NextSequence}",
        Subject = subject,
        Data = data,

        // Its own waits see it as published since the run started, also when the clock was set back in between.
        At = _at < _state.StartedAt ? _state.StartedAt : _at,
        Source = _state.RunId,
    });
}
