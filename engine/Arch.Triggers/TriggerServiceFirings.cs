using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Triggers.Admitting;
using Arch.Triggers.Ports;
using Arch.Workflows.Definitions;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Triggers;

public sealed partial class TriggerService
{
    private static readonly TimeSpan Lookback = TimeSpan.FromDays(7);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;

    /// <summary>Takes a firing from outside: a request, a form, a tool or a person.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="data">What the run sees as <c>trigger</c>.</param>
    /// <param name="brought">The inputs that it brings where the trigger gives none; an object or undefined.</param>
    /// <returns>What came of it, once that is durable.</returns>
    /// <exception cref="ArchException">ARCH7103: there is no such trigger. The store or the engine does not work.</exception>
    public async Task<Admission> AdmitAsync(string workflow, string trigger, Value data, Value brought)
    {
        var view = Find(workflow, trigger) ?? throw new ArchException("ARCH7103", $"The workflow '{workflow}' has no trigger '{trigger}'.");
        var (definition, now) = (view.Workflow, _options.Time.GetUtcNow());
        if (view.Definition.IsDisabled || view.PausedBy is not null)
        {
            var reason = view.PausedBy is { } by ? $"The trigger is paused by {by}." : "The trigger is switched off in its file.";
            Note(Skipped(definition, view.Definition, now, null, reason));
            return new Admission(FiringStatus.Skipped, null, "ARCH7106", reason);
        }

        var judged = Judgement.Of(definition, view.Definition, data, brought, now);
        if (judged.Refusal is { } refusal)
        {
            var status = judged.Code is null ? FiringStatus.Skipped : FiringStatus.Failed;
            Note(Skipped(definition, view.Definition, now, null, refusal) with { Status = status });
            return new Admission(status, null, judged.Code, refusal);
        }

        if (view.Definition.DebounceFor is not null || judged.DedupeKey is not null)
        {
            return await AdmitOnceAsync(Waiting(definition, view.Definition, judged, data, now, null)).ConfigureAwait(false);
        }

        // Who asks from outside asks again when there is no answer, so that the run's own start is all that must be durable.
        var runId = await _options.Runs.StartAsync(_options.Runs.NewId(), definition, judged.Inputs, data).ConfigureAwait(false);
        Note(Skipped(definition, view.Definition, now, null, "") with { Status = FiringStatus.Started, RunId = runId, Reason = null });
        return new Admission(FiringStatus.Started, runId);
    }

    /// <summary>Takes an event of the bus. The same event again starts nothing.</summary>
    /// <param name="message">The event.</param>
    /// <returns>A task that ends when what it starts is written down.</returns>
    public async Task OnEventAsync(BusEvent message)
    {
        ArgumentNullException.ThrowIfNull(message);
        foreach (var definition in _workflows.Values)
        {
            foreach (var trigger in definition.Triggers)
            {
                if (trigger is EventTrigger { IsDisabled: false } wanted && SubjectPattern.Matches(wanted.Subject, message.Subject))
                {
                    var data = message.ToValue().TryGetObject(out var members) ? members : ValueObject.Empty;
                    var seen = new OrderedDictionary<string, Value>(StringComparer.Ordinal) { ["kind"] = Value.From("event"), ["name"] = Value.From(trigger.Name) };
                    foreach (var (name, value) in data)
                    {
                        seen[name] = value;
                    }

                    await FireAsync(definition, trigger, Value.From(ValueObject.Of(seen)), message.Data, $"event:{message.Id}").ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Hears that a run has ended. The same run again starts nothing.</summary>
    /// <param name="run">The run.</param>
    /// <returns>A task that ends when what it starts is written down.</returns>
    public async Task OnRunEndedAsync(RunSummary run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var status = run.Status.ToString().ToLowerInvariant();
        foreach (var definition in _workflows.Values)
        {
            foreach (var trigger in definition.Triggers)
            {
                if (trigger is WorkflowTrigger { IsDisabled: false, Within: null } wanted && wanted.Workflows.Contains(run.Workflow) && wanted.Statuses.Contains(status))
                {
                    var data = Value.From(ValueObject.Of(
                        ("kind", Value.From("workflow")),
                        ("name", Value.From(trigger.Name)),
                        ("workflow", Value.From(run.Workflow)),
                        ("run", Value.From(run.RunId.Value)),
                        ("status", Value.From(status)),
                        ("outputs", run.Outputs.IsUndefined ? Value.Null : run.Outputs),
                        ("error", run.Error?.ToValue() ?? Value.Null)));
                    await FireAsync(definition, trigger, data, run.Outputs, $"run:{run.RunId}").ConfigureAwait(false);
                }
            }
        }
    }

    // Runs that ended on other hosts, or just before this one died.
    private async Task SweepAsync(DateTimeOffset now)
    {
        if (now - _sweptAt < SweepEvery)
        {
            return;
        }

        _sweptAt = now;
        await _options.Store.ForgetAsync(now - _options.KeptFor, 1_000).ConfigureAwait(false);
        var sources = _workflows.Values.SelectMany(definition => definition.Triggers).OfType<WorkflowTrigger>()
            .Where(trigger => !trigger.IsDisabled)
            .SelectMany(trigger => trigger.Workflows)
            .Distinct();
        foreach (var source in sources.ToList())
        {
            foreach (var run in await _options.Runs.ListEndedAsync(source, now - Lookback).ConfigureAwait(false))
            {
                await OnRunEndedAsync(run).ConfigureAwait(false);
            }
        }
    }

    private async Task FireAsync(WorkflowDefinition definition, TriggerDefinition trigger, Value data, Value brought, string key)
    {
        var now = _options.Time.GetUtcNow();
        var firing = _paused.TryGetValue((definition.FullName, trigger.Name), out var by)
            ? Skipped(definition, trigger, now, key, $"The trigger is paused by {by}.")
            : Waiting(definition, trigger, data, brought, now, key);
        if (firing.Status == FiringStatus.Waiting && trigger.DebounceFor is not null)
        {
            await _options.Store.ReplaceWaitingAsync(firing).ConfigureAwait(false);
            Wake();
            return;
        }

        await AddAsync(definition, trigger, [firing], null).ConfigureAwait(false);
    }

    private async Task<Admission> AdmitOnceAsync(Firing firing)
    {
        if (firing.Key?.StartsWith("debounce:", StringComparison.Ordinal) == true)
        {
            await _options.Store.ReplaceWaitingAsync(firing).ConfigureAwait(false);
            Wake();
            return new Admission(FiringStatus.Waiting, null, null, "A run is started when it has been quiet for the time of 'debounce'.");
        }

        var numbers = await _options.Store.AddAsync([firing], firing.Workflow, firing.Trigger).ConfigureAwait(false);
        return numbers[0] is { } number
            ? await _starter.StartAsync(firing with { Number = number }).ConfigureAwait(false)
            : new Admission(FiringStatus.Skipped, null, null, $"The key '{firing.Key!["dedupe:".Length..]}' of 'dedupe' was seen before.");
    }

    // What is judged once is not judged again: expressions may give something else at another time.
    private Firing Waiting(WorkflowDefinition definition, TriggerDefinition trigger, Value data, Value brought, DateTimeOffset at, string? key) =>
        Waiting(definition, trigger, Judgement.Of(definition, trigger, data, brought, _options.Time.GetUtcNow()), data, at, key);

    private Firing Waiting(WorkflowDefinition definition, TriggerDefinition trigger, Judgement judged, Value data, DateTimeOffset at, string? key)
    {
        var now = _options.Time.GetUtcNow();
        if (judged.Refusal is { } refusal)
        {
            return Skipped(definition, trigger, at, key, refusal) with { Status = judged.Code is null ? FiringStatus.Skipped : FiringStatus.Failed };
        }

        return new Firing
        {
            Workflow = definition.FullName,
            Trigger = trigger.Name,
            At = at,
            Key = trigger.DebounceFor is not null ? $"debounce:{judged.DebounceKey}" : judged.DedupeKey is { } dedupe ? $"dedupe:{dedupe}" : key,
            KeyExpiresAt = trigger.DebounceFor is null && judged.DedupeKey is not null ? now + trigger.DedupeFor : null,
            Status = FiringStatus.Waiting,
            DueAt = now + (trigger.DebounceFor ?? TimeSpan.Zero),
            RunId = _options.Runs.NewId(),
            Data = data,
            Inputs = Value.From(judged.Inputs),
        };
    }

    // A record for people; the answer need not wait for it.
    private void Note(Firing firing)
    {
        _ = NoteAsync(firing);

        async Task NoteAsync(Firing noted)
        {
            try
            {
                await _options.Store.AddAsync([noted], noted.Workflow, noted.Trigger).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is ArchException or ObjectDisposedException)
            {
                _options.Observer?.OnTrouble(exception as ArchException ?? new ArchException("ARCH5001", exception.Message, exception));
            }
        }

        if (firing.Status == FiringStatus.Failed)
        {
            _options.Observer?.OnFailed(firing);
        }
    }
}
