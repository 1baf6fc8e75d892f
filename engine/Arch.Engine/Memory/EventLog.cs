using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>The event log, which is the outbox too.</summary>
internal sealed class EventLog(MemoryStoreOptions options)
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, Entry> _byId = new(StringComparer.Ordinal);

    // All before it are dispatched.
    private int _firstOpen;

    public void Add(BusEvent message)
    {
        var entry = new Entry(message);
        if (_byId.TryAdd(message.Id, entry))
        {
            _entries.Add(entry);
        }
    }

    /// <summary>Gets events that are not dispatched, in the order in which they were published.</summary>
    public List<BusEvent> Outbox(int limit) =>
        [.. _entries.Skip(_firstOpen).Where(entry => !entry.IsDispatched).Take(limit).Select(entry => entry.Message)];

    /// <summary>Gets the events from a moment on that a subject or pattern means, the oldest first.</summary>
    public IEnumerable<BusEvent> Find(string subject, DateTimeOffset since) => _entries
        .Select(entry => entry.Message)
        .Where(message => message.At >= since && SubjectPattern.Matches(subject, message.Subject))
        .OrderBy(message => message.At);

    /// <summary>Marks an event as dispatched.</summary>
    /// <returns>The event as the log has it; <see langword="null"/> when it was dispatched before or is not there.</returns>
    public BusEvent? Dispatch(string id)
    {
        if (!_byId.TryGetValue(id, out var entry) || entry.IsDispatched)
        {
            return null;
        }

        entry.IsDispatched = true;
        while (_firstOpen < _entries.Count && _entries[_firstOpen].IsDispatched)
        {
            _firstOpen++;
        }

        if (!options.KeepsEverything && _firstOpen > 2 * options.EventsKept)
        {
            Forget(_firstOpen - options.EventsKept);
        }

        return entry.Message;
    }

    private void Forget(int count)
    {
        foreach (var entry in _entries.Take(count))
        {
            _byId.Remove(entry.Message.Id);
        }

        _entries.RemoveRange(0, count);
        _firstOpen -= count;
    }

    private sealed class Entry(BusEvent message)
    {
        public BusEvent Message { get; } = message;

        public bool IsDispatched { get; set; }
    }
}
