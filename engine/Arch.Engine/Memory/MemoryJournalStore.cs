using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Memory;

/// <summary>
/// Keeps runs in memory, for runs that need not outlive the process. Unless it is told to keep everything, it forgets the records
/// of a run when it ends, and all but the last ended runs.
/// </summary>
/// <remarks>One object is one owner; <see cref="OpenAnother"/> gives a further owner of the same runs.</remarks>
public sealed class MemoryJournalStore : IJournalStore, IRunIndex
{
    private readonly MemoryData _data;
    private volatile bool _isDead;

    /// <summary>Creates an empty store.</summary>
    /// <param name="options">What it keeps; as for runs of one command unless given.</param>
    public MemoryJournalStore(MemoryStoreOptions? options = null)
        : this(new MemoryData(options ?? new MemoryStoreOptions()))
    {
    }

    private MemoryJournalStore(MemoryData data) => _data = data;

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
        try
        {
            lock (_data.Gate)
            {
                return ValueTask.FromResult(_data.Commit(commit, this));
            }
        }
        catch (RunOwnershipLostException exception)
        {
            return ValueTask.FromException<CommitResult>(exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredJournal> LoadAsync(RunId runId) => Read(() => _data.Runs.TryGetValue(runId, out var run)
        ? new StoredJournal(run.Snapshot, run.SnapshotSequence, [.. run.Records.Skip((int)run.SnapshotSequence)])
        : new StoredJournal(null, 0, []));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(RunId runId) =>
        Read<IReadOnlyList<JournalRecord>>(() => _data.Runs.TryGetValue(runId, out var run) ? [.. run.Records] : []);

    /// <inheritdoc/>
    public ValueTask<RunSummary?> FindAsync(RunId runId) => Read(() => _data.Runs.GetValueOrDefault(runId)?.Summary);

    /// <inheritdoc/>
    public ValueTask<RunClaim?> ClaimAsync(RunId runId) => Read(() =>
        _data.Runs.TryGetValue(runId, out var run) && IsFree(run) ? Claim(run) : null);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunClaim>> ClaimRunnableAsync(DateTimeOffset now, int limit) =>
        Read<IReadOnlyList<RunClaim>>(() =>
        {
            var claims = new List<RunClaim>();
            foreach (var run in _data.Runs.Values.Where(run => IsFree(run) && HasWork(run, now)))
            {
                if (claims.Count == limit)
                {
                    break;
                }

                if (Claim(run) is { } claim)
                {
                    claims.Add(claim);
                }
            }

            return claims;
        });

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(RunId runId, long epoch)
    {
        lock (_data.Gate)
        {
            if (_data.Runs.TryGetValue(runId, out var run) && run.Epoch == epoch && run.Owner == this)
            {
                run.Owner = null;
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ParkAsync(RunId runId, long epoch, StepError reason)
    {
        lock (_data.Gate)
        {
            if (_data.Runs.TryGetValue(runId, out var run) && run.Epoch == epoch && run.Owner == this)
            {
                Park(run, reason);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> UnparkAsync(RunId runId) => Read(() =>
    {
        if (!_data.Runs.TryGetValue(runId, out var run) || run.Summary.Status != RunStatus.Parked)
        {
            return false;
        }

        run.Summary = run.Summary with { Status = RunStatus.Running, Error = null };
        run.Crashes = 0;
        return true;
    });

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> FindNextDueAsync() => Read(() => _data.Runs.Values
        .Where(run => run.Owner is null && run.Summary.Status == RunStatus.Waiting)
        .Min(run => run.Summary.DueAt));

    /// <inheritdoc/>
    public ValueTask<SendResult> SendAsync(RunMessage message) => Read(() =>
    {
        var result = _data.Send(message);
        _data.TakeNotified();
        return result;
    });

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunMessage>> ReadInboxAsync(RunId runId) =>
        Read<IReadOnlyList<RunMessage>>(() => _data.Runs.TryGetValue(runId, out var run) ? [.. run.Inbox ?? []] : []);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunId>> FindNotifiedAsync() => Read<IReadOnlyList<RunId>>(() =>
        [.. from run in _data.Runs.Values where run.Owner == this && run.HasMessages select run.Summary.RunId]);

    /// <inheritdoc/>
    public ValueTask AppendEventAsync(BusEvent message)
    {
        lock (_data.Gate)
        {
            _data.Append(message);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BusEvent>> ReadOutboxAsync(int limit) => Read(() => _data.Outbox(limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunId>> DispatchAsync(IReadOnlyList<BusEvent> events) => Read<IReadOnlyList<RunId>>(() =>
    {
        _data.Dispatch(events);
        return _data.TakeNotified();
    });

    /// <inheritdoc/>
    public ValueTask<Value> FindCachedAsync(string key, DateTimeOffset now) => Read(() => _data.Cached(key, now));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunSummary>> ListAsync(RunQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1_000);
        return Read<IReadOnlyList<RunSummary>>(() => RunList.Of(_data.Runs.Values.Select(run => run.Summary), query));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HumanTask>> ListTasksAsync(HumanTaskQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1_000);
        return Read<IReadOnlyList<HumanTask>>(() => TaskList.Of(_data.Tasks, query));
    }

    /// <inheritdoc/>
    public ValueTask<HumanTask?> FindTaskAsync(string id) => Read(() => _data.Tasks.GetValueOrDefault(id));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OpenWait>> ListWaitsAsync(RunId runId) => Read<IReadOnlyList<OpenWait>>(() =>
        _data.Runs.TryGetValue(runId, out var run)
            ? [.. (run.Waits ?? []).OrderBy(wait => wait.Activation).ThenBy(wait => wait.Leaf)]
            : []);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PermitHolder>> ListPermitsAsync(string? key, int limit) =>
        Read<IReadOnlyList<PermitHolder>>(() => [.. _data.Permits.List(key).Take(limit)]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BusEvent>> ListEventsAsync(string subject, DateTimeOffset since, int limit) =>
        Read<IReadOnlyList<BusEvent>>(() =>
            [.. _data.Events.Where(message => message.At >= since && SubjectPattern.Matches(subject, message.Subject)).Take(limit)]);

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(PurgeQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 500);
        ArgumentOutOfRangeException.ThrowIfNegative(query.KeepNewest);
        return Read(() => Purge(query));
    }

    /// <summary>Ends the ownership of all runs that this object owns, as the death of its process would.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync()
    {
        _isDead = true;
        return ValueTask.CompletedTask;
    }

    private static bool HasWork(StoredRun run, DateTimeOffset now) =>
        run.Owner is not null
        || run.HasMessages
        || run.Summary.Status == RunStatus.Running
        || (run.Summary.Status == RunStatus.Waiting && run.Summary.DueAt <= now);

    private static void Park(StoredRun run, StepError reason)
    {
        run.Owner = null;
        run.Summary = run.Summary with { Status = RunStatus.Parked, Error = reason, DueAt = null };
    }

    private bool IsFree(StoredRun run) =>
        !run.Summary.HasEnded && run.Summary.Status != RunStatus.Parked && run.Owner is null or { _isDead: true } && !_isDead;

    private int Purge(PurgeQuery query)
    {
        var unfinished = _data.Runs.Values.Where(run => !run.Summary.HasEnded).ToList();
        var kept = unfinished.Select(run => run.Summary.Parent).Concat(unfinished.Select(run => (RunId?)run.Summary.RunId)).ToHashSet();
        var purged = _data.Runs.Values
            .Where(run => run.Summary.HasEnded && (query.Workflow is null || run.Summary.Workflow == query.Workflow))
            .GroupBy(run => run.Summary.Workflow)
            .SelectMany(runs => runs.OrderByDescending(run => run.Summary.EndedAt).Skip(query.KeepNewest))
            .Where(run => (query.EndedBefore is null || run.Summary.EndedAt < query.EndedBefore)
                && !kept.Contains(run.Summary.RunId)
                && (run.Summary.Parent is null || !kept.Contains(run.Summary.Parent)))
            .Take(query.Limit)
            .ToList();
        purged.ForEach(_data.Remove);
        return purged.Count;
    }

    private RunClaim? Claim(StoredRun run)
    {
        if (run.Owner is not null && ++run.Crashes >= RunClaim.MostCrashes)
        {
            Park(run, RunClaim.Poisoned(run.Summary.RunId));
            return null;
        }

        run.Owner = this;
        return new RunClaim(run.Summary, ++run.Epoch);
    }

    private ValueTask<T> Read<T>(Func<T> read)
    {
        lock (_data.Gate)
        {
            return ValueTask.FromResult(read());
        }
    }
}
