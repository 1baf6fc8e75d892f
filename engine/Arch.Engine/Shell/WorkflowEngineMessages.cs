using System.Globalization;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;

namespace Arch.Engine.Shell;

/// <summary>What can be said to runs. Every word is durable when its task ends, whichever host owns the run.</summary>
public sealed partial class WorkflowEngine
{
    /// <summary>Cancels a run: what is under way is stopped, and what must run at the end still does.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="compensate">Whether completed steps are undone by their <c>compensate</c>, in reverse order of completion.</param>
    /// <param name="by">Who wants it; <see langword="null"/> when it is not known.</param>
    /// <returns>A task that ends when the wish is durable.</returns>
    /// <exception cref="ArchException">ARCH3204: there is no such run. ARCH3206: it has ended.</exception>
    public Task CancelAsync(RunId runId, string reason, bool compensate = false, string? by = null) => SayAsync(new RunMessage
    {
        RunId = runId,
        Id = compensate ? "cancel/compensate" : "cancel",
        Kind = RunMessageKind.Cancel,
        Name = reason,
        Data = Value.From(ValueObject.Of(("compensate", Value.From(compensate)))),
        By = by,
        At = Options.Time.GetUtcNow(),
    });

    /// <summary>Lets a run begin nothing more until it is resumed. Attempts under way end, and are recorded.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="by">Who wants it; <see langword="null"/> when it is not known.</param>
    /// <returns>A task that ends when the wish is durable.</returns>
    /// <exception cref="ArchException">ARCH3204: there is no such run. ARCH3206: it has ended.</exception>
    public Task PauseAsync(RunId runId, string reason, string? by = null) => SayAsync(new RunMessage
    {
        RunId = runId,
        Id = "pause/" + NewRunId().Value,
        Kind = RunMessageKind.Pause,
        Name = reason,
        By = by,
        At = Options.Time.GetUtcNow(),
    });

    /// <summary>Lets a paused run go on, and puts a parked one into circulation again.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="by">Who wants it; <see langword="null"/> when it is not known.</param>
    /// <returns>A task that ends when the wish is durable.</returns>
    /// <exception cref="ArchException">ARCH3204: there is no such run. ARCH3206: it has ended.</exception>
    public async Task ResumeAsync(RunId runId, string? by = null)
    {
        await Options.Store.UnparkAsync(runId).ConfigureAwait(false);
        await SayAsync(new RunMessage
        {
            RunId = runId,
            Id = "resume/" + NewRunId().Value,
            Kind = RunMessageKind.Resume,
            By = by,
            At = Options.Time.GetUtcNow(),
        }).ConfigureAwait(false);
    }

    /// <summary>Sends a signal to a run. It is kept until a wait takes it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="name">The name of the signal.</param>
    /// <param name="data">What is sent with it; undefined for nothing.</param>
    /// <param name="id">
    /// An id of the sender's choice, so that sending again before the run has taken it does nothing; <see langword="null"/> for a new one.
    /// </param>
    /// <param name="by">Who sends it; <see langword="null"/> when it is not known.</param>
    /// <returns>A task that ends when the signal is durable.</returns>
    /// <exception cref="ArchException">ARCH3204: there is no such run. ARCH3206: it has ended.</exception>
    public Task SignalAsync(RunId runId, string name, Value data = default, string? id = null, string? by = null) =>
        SayAsync(new RunMessage
        {
            RunId = runId,
            Id = "signal/" + (id ?? NewRunId().Value),
            Kind = RunMessageKind.Signal,
            Name = name,
            Data = data,
            By = by,
            At = Options.Time.GetUtcNow(),
        });

    /// <summary>Completes a human task.</summary>
    /// <param name="taskId">The id of the task.</param>
    /// <param name="action">The action that was chosen.</param>
    /// <param name="form">What was filled in, an object; undefined for nothing.</param>
    /// <param name="by">Who completes it; <see langword="null"/> when it is not known.</param>
    /// <returns>A task that ends when the completion is durable.</returns>
    /// <exception cref="ArchException">
    /// ARCH3204: there is no such run. ARCH3207: there is no such open task. ARCH3208: the action or the form does not fit the task.
    /// </exception>
    public async Task CompleteTaskAsync(string taskId, string action, Value form = default, string? by = null)
    {
        var colon = taskId.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(taskId.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var activation))
        {
            throw NoTask(taskId);
        }

        var runId = new RunId(taskId[..colon]);
        var state = await FoldAsync(await FindAsync(runId).ConfigureAwait(false)).ConfigureAwait(false);
        if (state.FindActivation(activation) is not { IsListening: true, Node: HumanNode human } task)
        {
            throw NoTask(taskId);
        }

        var filled = DefaultFilling.Fill(form.IsNullish ? Value.EmptyObject : form, human.Form);
        CheckFits(taskId, human, action, filled);
        await SayAsync(new RunMessage
        {
            RunId = runId,
            Id = $"task/{activation}/{task.Attempt}",
            Kind = RunMessageKind.TaskCompleted,
            Name = taskId,
            Data = Value.From(ValueObject.Of(("action", Value.From(action)), ("form", filled))),
            By = by,
            At = Options.Time.GetUtcNow(),
        }).ConfigureAwait(false);
    }

    /// <summary>Publishes an event, for waits of runs and for the bus.</summary>
    /// <param name="message">The event; one whose id was published before changes nothing.</param>
    /// <returns>A task that ends when the event is in the event log.</returns>
    public async Task PublishAsync(BusEvent message)
    {
        await Options.Store.AppendEventAsync(message).ConfigureAwait(false);
        _sweeper.Dispatch();
    }

    /// <summary>Publishes an event now, for waits of runs and for the bus.</summary>
    /// <param name="subject">The subject, parts joined by dots.</param>
    /// <param name="data">The data; undefined for none.</param>
    /// <param name="id">
    /// An id of the sender's choice, so that publishing again changes nothing; <see langword="null"/> for a new one.
    /// </param>
    /// <returns>The event, once it is in the event log.</returns>
    public async Task<BusEvent> PublishAsync(string subject, Value data = default, string? id = null)
    {
        var message = new BusEvent { Id = id ?? NewRunId().Value, Subject = subject, Data = data, At = Options.Time.GetUtcNow() };
        await PublishAsync(message).ConfigureAwait(false);
        return message;
    }

    private static void CheckFits(string taskId, HumanNode human, string action, Value form)
    {
        if (!human.Actions.Contains(action))
        {
            throw new ArchException(
                "ARCH3208",
                $"The task '{taskId}' has no action '{action}'. Choose one of: {string.Join(", ", human.Actions)}.");
        }

        var findings = ShapeCheck.Check(form, human.Form);
        if (findings.Count > 0)
        {
            throw new ArchException(
                "ARCH3208",
                $"The form of task '{taskId}' is not filled in as it must be: {string.Join(" ", findings.Select(finding => finding.Describe("The form")))}");
        }
    }

    private static ArchException NoTask(string taskId) =>
        new("ARCH3207", $"There is no open task '{taskId}'. 'arch tasks list' shows those there are.");

    private async Task SayAsync(RunMessage message)
    {
        switch (await Options.Store.SendAsync(message).ConfigureAwait(false))
        {
            case Ports.SendResult.Unknown:
                throw new ArchException("ARCH3204", $"There is no run '{message.RunId}'. 'arch runs list' shows the runs there are.");
            case Ports.SendResult.Ended:
                throw new ArchException("ARCH3206", $"Run '{message.RunId}' has ended and takes no messages any more. 'arch runs show {message.RunId}' tells how it ended.");
            default:
                Notify(message.RunId);
                break;
        }
    }
}
