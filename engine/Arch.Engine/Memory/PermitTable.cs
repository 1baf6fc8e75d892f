using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Memory;

/// <summary>Who holds the permits of concurrency keys and who waits for them, in order of their turn.</summary>
internal sealed class PermitTable(Action<RunMessage> send)
{
    private readonly Dictionary<string, List<Entry>> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<RunId, HashSet<string>> _keysOfRuns = [];

    public IEnumerable<PermitHolder> List(string? key) => _byKey
        .Where(pair => key is null || pair.Key == key)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .SelectMany(pair => pair.Value.OrderByDescending(entry => entry.IsGranted)
            .Select(entry => new PermitHolder(pair.Key, entry.RunId, entry.Activation, entry.IsGranted, entry.Since)));

    public void Ask(RunId runId, PermitRequest request, DateTimeOffset at)
    {
        if (!_byKey.TryGetValue(request.Key, out var entries))
        {
            _byKey.Add(request.Key, entries = []);
        }

        var held = entries.Where(entry => entry.IsGranted).ToList();
        var queued = entries.Count - held.Count;
        if (held.Count < request.Limit && queued == 0)
        {
            Add(entries, entries.Count, new Entry(runId, request.Activation, request.Limit, at) { IsGranted = true });
            send(PermitMessages.Granted(runId, request.Activation, request.Key, at));
            return;
        }

        switch (request.OnLimit)
        {
            case LimitPolicy.Replace:
                var oldest = held[0];
                Add(entries, held.Count, new Entry(runId, request.Activation, request.Limit, at));
                send(PermitMessages.Replaced(oldest.RunId, oldest.Activation, request.Key, runId, at));
                break;
            case LimitPolicy.Queue when request.QueueMax is not { } most || queued < most:
                Add(entries, entries.Count, new Entry(runId, request.Activation, request.Limit, at));
                break;
            default:
                var reason = request.OnLimit == LimitPolicy.Queue ? "queue_full" : "limit";
                send(PermitMessages.Refused(runId, request.Activation, request.Key, reason, held.Select(entry => entry.RunId), at));
                break;
        }

        void Add(List<Entry> list, int place, Entry entry)
        {
            list.Insert(place, entry);
            if (!_keysOfRuns.TryGetValue(runId, out var keys))
            {
                _keysOfRuns.Add(runId, keys = new HashSet<string>(StringComparer.Ordinal));
            }

            keys.Add(request.Key);
        }
    }

    /// <summary>Gives back the permits of a step, or of all steps of a run.</summary>
    public void Release(RunId runId, int? activation, DateTimeOffset at)
    {
        if (!_keysOfRuns.TryGetValue(runId, out var keys))
        {
            return;
        }

        foreach (var key in keys.ToList())
        {
            var entries = _byKey[key];
            entries.RemoveAll(entry => entry.RunId == runId && (activation is null || entry.Activation == activation));
            if (!entries.Exists(entry => entry.RunId == runId))
            {
                keys.Remove(key);
            }

            GrantNext(key, entries, at);
            if (entries.Count == 0)
            {
                _byKey.Remove(key);
            }
        }

        if (keys.Count == 0)
        {
            _keysOfRuns.Remove(runId);
        }
    }

    private void GrantNext(string key, List<Entry> entries, DateTimeOffset at)
    {
        foreach (var next in entries.Where(entry => !entry.IsGranted))
        {
            if (entries.Count(entry => entry.IsGranted) >= next.Limit)
            {
                return;
            }

            next.IsGranted = true;
            next.Since = at;
            send(PermitMessages.Granted(next.RunId, next.Activation, key, at));
        }
    }

    private sealed class Entry(RunId runId, int activation, int limit, DateTimeOffset since)
    {
        public RunId RunId { get; } = runId;

        public int Activation { get; } = activation;

        public int Limit { get; } = limit;

        public DateTimeOffset Since { get; set; } = since;

        public bool IsGranted { get; set; }
    }
}
