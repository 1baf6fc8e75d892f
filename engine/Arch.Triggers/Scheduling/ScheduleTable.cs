using Arch.Workflows.Definitions;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Triggers.Scheduling;

/// <summary>The schedules of all workflows in the order of their next times. Safe to use from many threads.</summary>
internal sealed class ScheduleTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Workflow, string Trigger), ScheduleEntry> _entries = [];
    private readonly Dictionary<(string Workflow, string Trigger), DateTimeOffset> _seen = [];
    private readonly PriorityQueue<ScheduleEntry, DateTimeOffset> _queue = new();

    /// <summary>Remembers until when times were dealt with by a host before.</summary>
    public void Remember(string workflow, string trigger, DateTimeOffset seenUntil)
    {
        lock (_lock)
        {
            _seen[(workflow, trigger)] = seenUntil;
            if (_entries.GetValueOrDefault((workflow, trigger)) is { SeenUntil: null } entry)
            {
                Set(entry with { SeenUntil = seenUntil });
            }
        }
    }

    /// <summary>Takes up the schedules of a workflow.</summary>
    /// <param name="definition">The workflow.</param>
    /// <param name="changedAt">When it was changed; <see langword="null"/> while the host starts.</param>
    public void Replace(WorkflowDefinition definition, DateTimeOffset? changedAt)
    {
        lock (_lock)
        {
            var before = _entries.Where(entry => entry.Key.Workflow == definition.FullName).ToDictionary();
            Remove(definition.FullName);
            foreach (var trigger in definition.Triggers.OfType<ScheduleTrigger>().Where(trigger => !trigger.IsDisabled))
            {
                var key = (definition.FullName, trigger.Name);
                var isSame = before.TryGetValue(key, out var old) && old.Trigger.Schedule == trigger.Schedule;

                // Times of another schedule than the one before never were; they are not missed.
                Set(isSame
                    ? old! with { Trigger = trigger }
                    : new ScheduleEntry(definition.FullName, trigger, changedAt ?? SeenOf(key), changedAt));
            }
        }
    }

    public void Remove(string workflow)
    {
        lock (_lock)
        {
            foreach (var key in _entries.Keys.Where(key => key.Workflow == workflow).ToList())
            {
                _entries.Remove(key);
            }
        }
    }

    /// <summary>Takes a schedule whose time has come out of the queue; <see cref="Put"/> puts it back.</summary>
    public ScheduleEntry? TakeDue(DateTimeOffset now)
    {
        lock (_lock)
        {
            while (_queue.TryPeek(out var entry, out var at) && at <= now)
            {
                _queue.Dequeue();
                if (IsCurrent(entry))
                {
                    return entry;
                }
            }

            return null;
        }
    }

    /// <summary>Puts a schedule back whose times were dealt with.</summary>
    public void Put(ScheduleEntry entry, DateTimeOffset seenUntil)
    {
        lock (_lock)
        {
            _seen[(entry.Workflow, entry.Trigger.Name)] = seenUntil;
            if (IsCurrent(entry))
            {
                Set(entry with { SeenUntil = seenUntil });
            }
        }
    }

    /// <summary>Gets when the next time of a schedule comes.</summary>
    public DateTimeOffset? Next()
    {
        lock (_lock)
        {
            while (_queue.TryPeek(out var entry, out var at))
            {
                if (IsCurrent(entry))
                {
                    return at;
                }

                _queue.Dequeue();
            }

            return null;
        }
    }

    private DateTimeOffset? SeenOf((string Workflow, string Trigger) key) => _seen.TryGetValue(key, out var seen) ? seen : null;

    private bool IsCurrent(ScheduleEntry entry) => ReferenceEquals(_entries.GetValueOrDefault((entry.Workflow, entry.Trigger.Name)), entry);

    // One that is new is looked at once, so that it is written down since when it is there.
    private void Set(ScheduleEntry entry)
    {
        _entries[(entry.Workflow, entry.Trigger.Name)] = entry;
        if ((entry.SeenUntil is { } seen ? entry.Trigger.Schedule.Next(seen) : DateTimeOffset.MinValue) is { } next)
        {
            _queue.Enqueue(entry, next);
        }
    }
}
