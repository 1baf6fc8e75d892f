using System.Collections.Concurrent;
using System.Collections.Immutable;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Triggers.Ports;
using Arch.Triggers.Scheduling;
using Arch.Workflows.Definitions;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Triggers;

/// <summary>
/// Fires the triggers of workflows. What nobody would ask for again, such as a time of a schedule or an event, is written down with the
/// id of its run before the run is started, so that a host that dies in between starts the same run, and none twice.
/// </summary>
/// <remarks>Safe to use from many threads. Several hosts may share a store.</remarks>
public sealed partial class TriggerService : IAsyncDisposable
{
    private readonly TriggerServiceOptions _options;
    private readonly FiringStarter _starter;
    private readonly ScheduleTable _schedules = new();
    private readonly ConcurrentDictionary<(string Workflow, string Trigger), string> _paused = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private ImmutableDictionary<string, WorkflowDefinition> _workflows = ImmutableDictionary<string, WorkflowDefinition>.Empty;
    private TaskCompletionSource _wake = NewWake();
    private Task _work = Task.CompletedTask;
    private DateTimeOffset _aliveSince;

    /// <summary>Creates a service, which does nothing until it is started.</summary>
    /// <param name="options">What it works with.</param>
    public TriggerService(TriggerServiceOptions options)
    {
        _options = options;
        _aliveSince = options.Time.GetUtcNow();
        _starter = new FiringStarter(options, name => _workflows.GetValueOrDefault(name));
    }

    /// <summary>Begins to fire: first what other hosts left, and the times that were missed.</summary>
    /// <returns>A task that ends when what is remembered was read.</returns>
    public async Task StartAsync()
    {
        _aliveSince = _options.Time.GetUtcNow();
        foreach (var state in await _options.Store.ReadStatesAsync().ConfigureAwait(false))
        {
            if (state.PausedBy is { } by)
            {
                _paused[(state.Workflow, state.Trigger)] = by;
            }

            if (state.SeenUntil is { } seen)
            {
                _schedules.Remember(state.Workflow, state.Trigger, seen);
            }
        }

        _work = Task.Run(WorkAsync);
    }

    /// <summary>Takes up a workflow as it is from now on.</summary>
    /// <param name="definition">The workflow.</param>
    public void Replace(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        lock (_lock)
        {
            _workflows = _workflows.SetItem(definition.FullName, definition);
            _schedules.Replace(definition, _work.IsCompleted ? null : _options.Time.GetUtcNow());
        }

        Wake();
    }

    /// <summary>Forgets a workflow.</summary>
    /// <param name="workflow">Its name, <c>namespace.id</c>.</param>
    public void Remove(string workflow)
    {
        lock (_lock)
        {
            _workflows = _workflows.Remove(workflow);
            _schedules.Remove(workflow);
        }
    }

    /// <summary>Lists the triggers.</summary>
    /// <returns>The triggers by workflow, in the order of the files.</returns>
    public IEnumerable<TriggerView> List() => _workflows.Values
        .OrderBy(definition => definition.FullName, StringComparer.Ordinal)
        .SelectMany(definition => definition.Triggers.Select(trigger => View(definition, trigger)));

    /// <summary>Finds a trigger.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns>The trigger; <see langword="null"/> when there is none.</returns>
    public TriggerView? Find(string workflow, string trigger) =>
        _workflows.GetValueOrDefault(workflow) is { } definition && definition.Triggers.FirstOrDefault(one => one.Name == trigger) is { } found
            ? View(definition, found)
            : null;

    /// <summary>Pauses a trigger: what it would start is skipped until it goes on.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="by">Who does it.</param>
    /// <returns>A task that ends when it is durable.</returns>
    public async Task PauseAsync(string workflow, string trigger, string by)
    {
        await _options.Store.PauseAsync(workflow, trigger, by, _options.Time.GetUtcNow()).ConfigureAwait(false);
        _paused[(workflow, trigger)] = by;
    }

    /// <summary>Lets a paused trigger go on. Times that passed meanwhile are not made up for.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns>A task that ends when it is durable.</returns>
    public async Task ResumeAsync(string workflow, string trigger)
    {
        await _options.Store.PauseAsync(workflow, trigger, null, _options.Time.GetUtcNow()).ConfigureAwait(false);
        _paused.TryRemove((workflow, trigger), out _);
        Wake();
    }

    /// <summary>Starts runs for times of a schedule, whether they fired or not; each as a firing of its own.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="trigger">The trigger, a schedule.</param>
    /// <param name="from">From when on.</param>
    /// <param name="until">Until when; a time that is it counts.</param>
    /// <param name="id">A name for it: the same again changes nothing.</param>
    /// <returns>How many times there are.</returns>
    /// <exception cref="ArchException">ARCH7103: there is no such schedule. ARCH7105: there are too many times.</exception>
    public async Task<int> BackfillAsync(string workflow, string trigger, DateTimeOffset from, DateTimeOffset until, string id)
    {
        if (Find(workflow, trigger) is not { Definition: ScheduleTrigger schedule } view)
        {
            throw new ArchException("ARCH7103", $"The workflow '{workflow}' has no schedule '{trigger}'.");
        }

        var times = schedule.Schedule.Between(from.AddTicks(-1), until).Take(_options.MostCaughtUp + 1).ToList();
        if (times.Count > _options.MostCaughtUp)
        {
            throw new ArchException("ARCH7105", $"There are more than {_options.MostCaughtUp} times from {from:u} until {until:u}. Choose moments that are nearer to each other.");
        }

        await AddAsync(view.Workflow, schedule, [.. times.Select(at => Planned(view.Workflow, schedule, at, $"backfill:{id}:{at.UtcTicks}"))], null).ConfigureAwait(false);
        return times.Count;
    }

    /// <summary>Stops firing. What waits is kept for the next host.</summary>
    /// <returns>A task that ends when nothing is under way any more.</returns>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Wake();
        await _work.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private TriggerView View(WorkflowDefinition definition, TriggerDefinition trigger)
    {
        var pausedBy = _paused.GetValueOrDefault((definition.FullName, trigger.Name));
        var next = trigger is ScheduleTrigger { IsDisabled: false } schedule && pausedBy is null
            ? schedule.Schedule.Next(_options.Time.GetUtcNow())
            : null;
        return new TriggerView(definition, trigger, pausedBy, next);
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake() => Volatile.Read(ref _wake).TrySetResult();

    private async Task WorkAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var wake = NewWake();
            Volatile.Write(ref _wake, wake);
            var next = _options.Time.GetUtcNow() + _options.Interval;
            try
            {
                var now = _options.Time.GetUtcNow();
                await SweepAsync(now).ConfigureAwait(false);
                await FireSchedulesAsync(now).ConfigureAwait(false);
                await _starter.StartDueAsync(_stopping.Token).ConfigureAwait(false);
                next = Earliest(next, _schedules.Next(), await _options.Store.FindNextDueAsync().ConfigureAwait(false));
            }
            catch (ArchException exception)
            {
                _options.Observer?.OnTrouble(exception);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }

            await SleepAsync(wake.Task, next - _options.Time.GetUtcNow()).ConfigureAwait(false);
        }
    }

    private async Task SleepAsync(Task wake, TimeSpan time)
    {
        if (time <= TimeSpan.Zero || _stopping.IsCancellationRequested)
        {
            return;
        }

        using var slept = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        await Task.WhenAny(wake, Task.Delay(time, _options.Time, slept.Token)).ConfigureAwait(false);
        await slept.CancelAsync().ConfigureAwait(false);
    }

    private static DateTimeOffset Earliest(DateTimeOffset first, params ReadOnlySpan<DateTimeOffset?> others)
    {
        foreach (var other in others)
        {
            first = other < first ? other.Value : first;
        }

        return first;
    }

    private async Task FireSchedulesAsync(DateTimeOffset now)
    {
        while (_schedules.TakeDue(now) is { } entry)
        {
            if (_workflows.GetValueOrDefault(entry.Workflow) is not { } definition
                || definition.Triggers.FirstOrDefault(one => one.Name == entry.Trigger.Name) is not ScheduleTrigger { IsDisabled: false } trigger)
            {
                continue;
            }

            var seen = entry.SeenUntil ?? now;
            var times = SchedulePlan.Due(trigger, seen, entry.AliveSince ?? _aliveSince, now, _options.MostCaughtUp);
            var firings = times.Select(time => time.IsLeftOut
                ? Skipped(definition, trigger, time.At, $"at:{time.At.UtcTicks}", "No host was there at that time, and 'catchup' is none.")
                : Planned(definition, trigger, time.At, $"at:{time.At.UtcTicks}"));
            await AddAsync(definition, trigger, [.. firings], now).ConfigureAwait(false);
            _schedules.Put(entry, now);
        }
    }

    private Firing Planned(WorkflowDefinition definition, ScheduleTrigger trigger, DateTimeOffset at, string key)
    {
        if (_paused.TryGetValue((definition.FullName, trigger.Name), out var by))
        {
            return Skipped(definition, trigger, at, key, $"The trigger is paused by {by}.");
        }

        var data = Value.From(ValueObject.Of(
            ("kind", Value.From("schedule")),
            ("name", Value.From(trigger.Name)),
            ("scheduled_at", Moment(at))));
        var firing = Waiting(definition, trigger, data, Value.Undefined, at, key);
        return firing.Status == FiringStatus.Waiting ? firing with { DueAt = SchedulePlan.StartOf(definition.FullName, trigger, at) } : firing;
    }

    private async Task AddAsync(WorkflowDefinition definition, TriggerDefinition trigger, IReadOnlyList<Firing> firings, DateTimeOffset? seenUntil)
    {
        await _options.Store.AddAsync(firings, definition.FullName, trigger.Name, seenUntil).ConfigureAwait(false);
        foreach (var failed in firings.Where(firing => firing.Status == FiringStatus.Failed))
        {
            _options.Observer?.OnFailed(failed);
        }

        Wake();
    }

    internal static Value Moment(DateTimeOffset at) =>
        Value.From(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));

    private static Firing Skipped(WorkflowDefinition definition, TriggerDefinition trigger, DateTimeOffset at, string? key, string reason) => new()
    {
        Workflow = definition.FullName,
        Trigger = trigger.Name,
        At = at,
        Key = key,
        Status = FiringStatus.Skipped,
        Reason = reason,
    };
}
