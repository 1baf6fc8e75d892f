using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Memory;

/// <summary>What the owners of one store in memory share. Every member is used within <see cref="Gate"/>.</summary>
internal sealed class MemoryData
{
    private readonly MemoryStoreOptions _options;
    private readonly Queue<RunId> _ended = [];
    private readonly Dictionary<string, HumanTask> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Workflow, string Key), RunId> _idempotent = [];
    private readonly Dictionary<string, CacheEntry> _cache = new(StringComparer.Ordinal);
    private readonly List<BusEvent> _events = [];
    private readonly HashSet<string> _eventIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _isDispatched = new(StringComparer.Ordinal);
    private readonly HashSet<RunId> _waiting = [];
    private List<RunId> _notified = [];
    private int _dispatched;

    public MemoryData(MemoryStoreOptions options)
    {
        _options = options;
        Permits = new PermitTable(message => Send(message));
    }

    public Lock Gate { get; } = new();

    public Dictionary<RunId, StoredRun> Runs { get; } = [];

    public Dictionary<DefinitionId, IReadOnlyList<SourceText>> Definitions { get; } = [];

    public PermitTable Permits { get; }

    public IReadOnlyDictionary<string, HumanTask> Tasks => _tasks;

    public IReadOnlyList<BusEvent> Events => _events;

    public CommitResult Commit(RunCommit commit, MemoryJournalStore owner)
    {
        var runId = commit.Summary.RunId;
        if (!Runs.TryGetValue(runId, out var run))
        {
            if (commit.FirstSequence != 1)
            {
                throw new RunOwnershipLostException(runId);
            }

            if (commit.IdempotencyKey is { } key && !_idempotent.TryAdd((commit.Summary.Workflow, key), runId))
            {
                return new CommitResult([], _idempotent[(commit.Summary.Workflow, key)]);
            }

            Runs.Add(runId, run = new StoredRun(commit.Summary, commit.Epoch, owner) { IdempotencyKey = commit.IdempotencyKey });
        }
        else if (run.Epoch != commit.Epoch || run.NextSequence != commit.FirstSequence || run.Owner != owner)
        {
            throw new RunOwnershipLostException(runId);
        }

        run.NextSequence += commit.Records.Count;
        run.Summary = commit.Summary;
        run.Crashes = 0;
        run.Records.AddRange(commit.Records);
        if (commit.Snapshot is { } snapshot)
        {
            run.Snapshot = snapshot;
            run.SnapshotSequence = run.NextSequence - 1;
        }

        if (commit.Releases)
        {
            run.Owner = null;
        }

        var at = commit.Records.Count == 0 ? commit.Summary.StartedAt : commit.Records[^1].At;
        if (commit.Writes is { } writes)
        {
            Write(run, writes, at);
        }

        if (commit.Summary.HasEnded)
        {
            End(run, at);
        }

        return _notified.Count == 0 ? CommitResult.Quiet : new CommitResult(TakeNotified());
    }

    public SendResult Send(RunMessage message)
    {
        if (!Runs.TryGetValue(message.RunId, out var run))
        {
            return SendResult.Unknown;
        }

        if (run.Summary.HasEnded)
        {
            return SendResult.Ended;
        }

        var inbox = run.Inbox ??= [];
        if (inbox.Exists(earlier => earlier.Id == message.Id))
        {
            return SendResult.Duplicate;
        }

        inbox.Add(message);
        if (!_notified.Contains(message.RunId))
        {
            _notified.Add(message.RunId);
        }

        return SendResult.Accepted;
    }

    public List<RunId> TakeNotified()
    {
        var notified = _notified;
        _notified = [];
        return notified;
    }

    public void Append(BusEvent message)
    {
        if (_eventIds.Add(message.Id))
        {
            _events.Add(message);
        }
    }

    public IReadOnlyList<BusEvent> Outbox(int limit) => _events.Skip(_dispatched).Where(message => !_isDispatched.Contains(message.Id)).Take(limit).ToList();

    public void Dispatch(IReadOnlyList<BusEvent> events)
    {
        foreach (var message in events)
        {
            var place = _events.FindIndex(_dispatched, logged => logged.Id == message.Id);
            if (place < 0 || _isDispatched.Contains(message.Id))
            {
                continue;
            }

            foreach (var runId in _waiting)
            {
                if (Runs[runId].Waits!.Exists(wait => wait.Kind == RunMessageKind.Event && SubjectPattern.Matches(wait.Name, message.Subject)))
                {
                    Send(Message(runId, message));
                }
            }

            _isDispatched.Add(message.Id);
            while (_dispatched < _events.Count && _isDispatched.Remove(_events[_dispatched].Id))
            {
                _dispatched++;
            }
        }

        if (!_options.KeepsEverything && _dispatched > 2 * _options.EventsKept)
        {
            _events.RemoveRange(0, _options.EventsKept);
            _dispatched -= _options.EventsKept;
        }
    }

    public Value Cached(string key, DateTimeOffset now) =>
        _cache.TryGetValue(key, out var entry) && entry.ExpiresAt > now ? entry.Outputs : Value.Undefined;

    public void Remove(StoredRun run)
    {
        var runId = run.Summary.RunId;
        Runs.Remove(runId);
        if (run.IdempotencyKey is { } key)
        {
            _idempotent.Remove((run.Summary.Workflow, key));
        }

        foreach (var task in _tasks.Values.Where(task => task.RunId == runId).ToList())
        {
            _tasks.Remove(task.Id);
        }
    }

    private static RunMessage Message(RunId runId, BusEvent message) => new()
    {
        RunId = runId,
        Id = $"event/{message.Id}",
        Kind = RunMessageKind.Event,
        Name = message.Subject,
        Data = message.ToValue(),
        At = message.At,
    };

    private void Write(StoredRun run, RunWrites writes, DateTimeOffset at)
    {
        var runId = run.Summary.RunId;
        if (writes.Consumed.Count > 0)
        {
            run.Inbox?.RemoveAll(message => writes.Consumed.Contains(message.Id));
        }

        foreach (var activation in writes.ReleasedPermits)
        {
            Permits.Release(runId, activation, at);
        }

        foreach (var request in writes.Permits)
        {
            Permits.Ask(runId, request, at);
        }

        foreach (var message in writes.Messages)
        {
            Send(message);
        }

        foreach (var message in writes.Events)
        {
            Append(message);
        }

        foreach (var activation in writes.ClosedWaits)
        {
            run.Waits?.RemoveAll(wait => wait.Activation == activation);
        }

        foreach (var wait in writes.OpenedWaits)
        {
            Open(run, wait);
        }

        foreach (var task in writes.OpenedTasks)
        {
            _tasks[task.Id] = task;
        }

        foreach (var closed in writes.ClosedTasks)
        {
            Close(_tasks[$"{runId}:{closed.Activation}"], closed.Status, closed.Action, closed.By, at);
        }

        foreach (var entry in writes.Cached)
        {
            _cache[entry.Key] = entry;
        }
    }

    private void Open(StoredRun run, OpenWait wait)
    {
        const int MostLookedBack = 1_000;
        (run.Waits ??= []).Add(wait);
        if (wait is not { Kind: RunMessageKind.Event, Since: { } since })
        {
            return;
        }

        _waiting.Add(run.Summary.RunId);
        var matching = _events.Where(message => message.At >= since && SubjectPattern.Matches(wait.Name, message.Subject));
        foreach (var message in matching.TakeLast(MostLookedBack))
        {
            Send(Message(run.Summary.RunId, message));
        }
    }

    private void Close(HumanTask task, HumanTaskStatus status, string? action, string? by, DateTimeOffset at)
    {
        if (task.Status == HumanTaskStatus.Open)
        {
            _tasks[task.Id] = task with { Status = status, Action = action, By = by, ClosedAt = at };
        }
    }

    private void End(StoredRun run, DateTimeOffset at)
    {
        var runId = run.Summary.RunId;
        run.Owner = null;
        run.Inbox = null;
        run.Waits = null;
        _waiting.Remove(runId);
        Permits.Release(runId, null, at);
        if (_tasks.Count > 0)
        {
            foreach (var task in _tasks.Values.Where(task => task.RunId == runId).ToList())
            {
                Close(task, HumanTaskStatus.Cancelled, null, null, at);
            }
        }

        if (_options.KeepsEverything)
        {
            return;
        }

        run.Records.Clear();
        run.Snapshot = null;
        _ended.Enqueue(runId);
        if (_ended.Count > _options.EndedRunsKept && Runs.TryGetValue(_ended.Dequeue(), out var oldest))
        {
            Remove(oldest);
        }
    }
}
