using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Memory;

/// <summary>
/// Keeps runs in memory, for runs that need not outlive the process. Unless it is told to keep everything, it forgets the records
/// of a run when it ends, and all but the last ended runs. All methods have done their work when they return.
/// </summary>
/// <remarks>
/// One object is one owner; <see cref="OpenAnother"/> gives a further owner of the same runs. An owner that is disposed counts as
/// dead. If it goes on all the same, as a host that was taken for dead may, its commits count until another owner has the run.
/// </remarks>
public sealed partial class MemoryJournalStore : IJournalStore
{
    private readonly MemoryData _data;

    /// <summary>Creates an empty store.</summary>
    /// <param name="options">What it keeps; as for runs of one command unless given.</param>
    public MemoryJournalStore(MemoryStoreOptions? options = null)
        : this(new MemoryData(options ?? new MemoryStoreOptions()))
    {
    }

    private MemoryJournalStore(MemoryData data) => _data = data;

    /// <summary>Gets whether it was disposed. Changes within the gate.</summary>
    internal bool IsDead { get; private set; }

    /// <summary>Opens the same store as another owner.</summary>
    /// <returns>The other owner.</returns>
    public MemoryJournalStore OpenAnother() => new(_data);

    /// <inheritdoc/>
    public ValueTask SaveDefinitionAsync(DefinitionId id, IReadOnlyList<SourceText> sources)
    {
        lock (_data.Gate)
        {
            _data.Definitions.TryAdd(id, sources);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SourceText>?> FindDefinitionAsync(DefinitionId id) =>
        Read(() => _data.Definitions.GetValueOrDefault(id));

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(RunCommit commit)
    {
        Check(commit);
        CommitResult? result;
        lock (_data.Gate)
        {
            result = _data.Commit(commit, this);
        }

        return result is null
            ? ValueTask.FromException<CommitResult>(new RunOwnershipLostException(commit.Summary.RunId))
            : ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public ValueTask<StoredJournal> LoadAsync(RunId runId)
    {
        lock (_data.Gate)
        {
            var run = _data.Find(runId);
            return ValueTask.FromResult(new StoredJournal(
                run?.Snapshot,
                run?.SnapshotSequence ?? 0,
                run?.Records is { } records ? records[(int)run.SnapshotSequence..] : []));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(RunId runId) =>
        Read<IReadOnlyList<JournalRecord>>(() => [.. _data.Find(runId)?.Records ?? []]);

    /// <inheritdoc/>
    public ValueTask<RunSummary?> FindAsync(RunId runId)
    {
        lock (_data.Gate)
        {
            return ValueTask.FromResult(_data.Find(runId)?.Summary);
        }
    }

    /// <inheritdoc/>
    public ValueTask<SendResult> SendAsync(RunMessage message)
    {
        lock (_data.Gate)
        {
            var result = _data.Send(message);
            _data.TakeNotified();
            return ValueTask.FromResult(result);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunMessage>> ReadInboxAsync(RunId runId)
    {
        lock (_data.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<RunMessage>>(
                _data.Find(runId) is { HasMessages: true } run ? [.. run.Inbox!.Messages] : []); // it is there when it has messages
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunId>> FindNotifiedAsync() => Read<IReadOnlyList<RunId>>(() =>
        [.. _data.WithMessages.Where(run => run.Owner == this).Select(run => run.Summary.RunId)]);

    /// <inheritdoc/>
    public ValueTask AppendEventAsync(BusEvent message)
    {
        lock (_data.Gate)
        {
            _data.Events.Add(message);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BusEvent>> ReadOutboxAsync(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Read<IReadOnlyList<BusEvent>>(() => _data.Events.Outbox(limit));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunId>> DispatchAsync(IReadOnlyList<BusEvent> events) => Read<IReadOnlyList<RunId>>(() =>
    {
        _data.Dispatch(events);
        return _data.TakeNotified();
    });

    /// <inheritdoc/>
    public ValueTask<Value> FindCachedAsync(string key, DateTimeOffset now) => Read(() => _data.Cache.Find(key, now));

    private static void Check(RunCommit commit)
    {
        if (commit.Records.Count == 0 && (commit.Writes is null || commit.FirstSequence == 1))
        {
            throw new ArgumentException($"The commit of run '{commit.Summary.RunId}' has no records.", nameof(commit));
        }

        for (var i = 0; i < commit.Records.Count; i++)
        {
            if (commit.Records[i].Sequence != commit.FirstSequence + i)
            {
                throw new ArgumentException(
                    $"Record {i + 1} of the commit of run '{commit.Summary.RunId}' has sequence number {commit.Records[i].Sequence}; {commit.FirstSequence + i} was expected.",
                    nameof(commit));
            }
        }
    }

    private ValueTask<T> Read<T>(Func<T> read)
    {
        lock (_data.Gate)
        {
            return ValueTask.FromResult(read());
        }
    }
}
