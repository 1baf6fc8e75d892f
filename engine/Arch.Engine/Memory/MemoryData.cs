using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Memory;

/// <summary>What the owners of one store in memory share. Every member is used within <see cref="Gate"/>.</summary>
internal sealed class MemoryData
{
    private readonly MemoryStoreOptions _options;
    private readonly Dictionary<RunId, StoredRun> _runs = [];
    private readonly Dictionary<(string Workflow, string Key), RunId> _idempotent = [];
    private readonly HashSet<StoredRun> _withMessages = [];
    private readonly Queue<StoredRun> _ended = [];
    private readonly WaitTable _waits = new();
    private HashSet<RunId>? _notified;

    public MemoryData(MemoryStoreOptions options)
    {
        _options = options;
        Events = new EventLog(options);
        Permits = new PermitTable(message => Send(message));
    }

    public Lock Gate { get; } = new();

    public Dictionary<DefinitionId, IReadOnlyList<SourceText>> Definitions { get; } = [];

    public EventLog Events { get; }

    public TaskTable Tasks { get; } = new();

    public PermitTable Permits { get; }

    public CacheTable Cache { get; } = new();

    public FreeRuns Free { get; } = new();

    public IReadOnlyCollection<StoredRun> Runs => _runs.Values;

    public IEnumerable<StoredRun> WithMessages => _withMessages;

    public StoredRun? Find(RunId runId) => _runs.GetValueOrDefault(runId);

    /// <summary>Commits.</summary>
    /// <returns>What came of it, or <see langword="null"/> when the epoch or sequence number is stale.</returns>
    public CommitResult? Commit(RunCommit commit, MemoryJournalStore owner)
    {
        if (commit.FirstSequence == 1 && FindExisting(commit) is { } existing)
        {
            return new CommitResult([], existing);
        }

        if (FindFor(commit, owner) is not { } run)
        {
            return null;
        }

        var ends = commit.Summary.HasEnded;
        run.NextSequence += commit.Records.Count;
        run.Summary = commit.Summary;
        run.Crashes = 0;
        if (commit.Releases || ends)
        {
            run.Owner = null;
        }

        if (!ends || _options.KeepsEverything)
        {
            Keep(run, commit);
        }

        var at = commit.Records.Count == 0 ? commit.Summary.StartedAt : commit.Records[^1].At;
        if (commit.Writes is { } writes)
        {
            Write(run, writes, at);
        }

        if (ends)
        {
            End(run, at);
        }

        Free.Put(run);
        return _notified is null ? CommitResult.Quiet : new CommitResult(TakeNotified());
    }

    public SendResult Send(RunMessage message)
    {
        if (Find(message.RunId) is not { } run)
        {
            return SendResult.Unknown;
        }

        if (run.Summary.HasEnded)
        {
            return SendResult.Ended;
        }

        if (!(run.Inbox ??= new Inbox()).TryAdd(message))
        {
            return SendResult.Duplicate;
        }

        _withMessages.Add(run);
        (_notified ??= []).Add(message.RunId);
        Free.Put(run);
        return SendResult.Accepted;
    }

    public List<RunId> TakeNotified()
    {
        List<RunId> notified = [.. _notified ?? []];
        _notified = null;
        return notified;
    }

    public void Dispatch(IReadOnlyList<BusEvent> events)
    {
        foreach (var id in events.Select(message => message.Id))
        {
            if (Events.Dispatch(id) is { } message)
            {
                foreach (var run in _waits.For(message.Subject))
                {
                    Send(EventMessages.Of(run.Summary.RunId, message));
                }
            }
        }
    }

    public void Remove(StoredRun run)
    {
        _runs.Remove(run.Summary.RunId);
        Tasks.RemoveAll(run);
        if (run.IdempotencyKey is { } key)
        {
            _idempotent.Remove((run.Summary.Workflow, key));
        }
    }

    private RunId? FindExisting(RunCommit commit) =>
        commit.IdempotencyKey is { } key
        && _idempotent.TryGetValue((commit.Summary.Workflow, key), out var existing)
        && existing != commit.Summary.RunId
            ? existing
            : null;

    private StoredRun? FindFor(RunCommit commit, MemoryJournalStore owner)
    {
        if (Find(commit.Summary.RunId) is { } run)
        {
            return run.Epoch == commit.Epoch && run.NextSequence == commit.FirstSequence && run.Owner == owner ? run : null;
        }

        if (commit.FirstSequence != 1)
        {
            return null;
        }

        run = new StoredRun(commit.Summary, commit.Epoch, owner) { IdempotencyKey = commit.IdempotencyKey };
        _runs.Add(commit.Summary.RunId, run);
        if (commit.IdempotencyKey is { } key)
        {
            _idempotent.Add((commit.Summary.Workflow, key), commit.Summary.RunId);
        }

        return run;
    }

    private static void Keep(StoredRun run, RunCommit commit)
    {
        (run.Records ??= []).AddRange(commit.Records);
        if (commit.Snapshot is { } snapshot)
        {
            run.Snapshot = snapshot;
            run.SnapshotSequence = run.NextSequence - 1;
        }
    }

    // What is over comes first, so that what is given back is there for those who wait for it before the run asks for more.
    private void Write(StoredRun run, RunWrites writes, DateTimeOffset at)
    {
        Take(run, writes.Consumed);
        foreach (var activation in writes.ClosedWaits)
        {
            _waits.Close(run, activation);
        }

        foreach (var closed in writes.ClosedTasks)
        {
            Tasks.Close(run, closed, at);
        }

        foreach (var activation in writes.ReleasedPermits)
        {
            Permits.Release(run, activation, at);
        }

        Begin(run, writes, at);
        foreach (var message in writes.Messages)
        {
            Send(message);
        }

        // After the waits: what they mean of these events they get when it is dispatched, and not a second time.
        foreach (var message in writes.Events)
        {
            Events.Add(message);
        }

        foreach (var entry in writes.Cached)
        {
            Cache.Keep(entry, at);
        }
    }

    private void Take(StoredRun run, IReadOnlyList<string> consumed)
    {
        if (consumed.Count > 0 && run.Inbox is { } inbox)
        {
            inbox.Remove(consumed);
            if (inbox.IsEmpty)
            {
                _withMessages.Remove(run);
            }
        }
    }

    private void Begin(StoredRun run, RunWrites writes, DateTimeOffset at)
    {
        foreach (var wait in writes.OpenedWaits)
        {
            _waits.Open(run, wait);
            if (wait is { Kind: RunMessageKind.Event, Since: { } since })
            {
                foreach (var message in Events.Find(wait.Name, since).TakeLast(EventMessages.MostEarlier))
                {
                    Send(EventMessages.Of(run.Summary.RunId, message));
                }
            }
        }

        foreach (var task in writes.OpenedTasks)
        {
            Tasks.Open(run, task);
        }

        foreach (var request in writes.Permits)
        {
            Permits.Ask(run, request, at);
        }
    }

    private void End(StoredRun run, DateTimeOffset at)
    {
        if (run.Inbox is not null)
        {
            run.Inbox = null;
            _withMessages.Remove(run);
        }

        _waits.CloseAll(run);
        Permits.ReleaseAll(run, at);
        Tasks.CancelAll(run, at);
        if (_options.KeepsEverything)
        {
            return;
        }

        run.Records = null;
        run.Snapshot = null;
        run.SnapshotSequence = 0;
        _ended.Enqueue(run);
        if (_ended.Count > _options.EndedRunsKept
            && _ended.Dequeue() is var oldest
            && oldest.Summary.HasEnded
            && Find(oldest.Summary.RunId) == oldest)
        {
            Remove(oldest);
        }
    }
}
