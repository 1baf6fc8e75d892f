using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace CrashHost.Points;

/// <summary>The real store with points before and after what it does.</summary>
internal sealed class PointStore(SqliteJournalStore store, KillPoints points) : IJournalStore, IRunIndex
{
    public ValueTask SaveDefinitionAsync(DefinitionId id, IReadOnlyList<SourceText> sources) =>
        points.AroundAsync("save", () => store.SaveDefinitionAsync(id, sources));

    public ValueTask<IReadOnlyList<SourceText>?> FindDefinitionAsync(DefinitionId id) => store.FindDefinitionAsync(id);

    public ValueTask<CommitResult> CommitAsync(RunCommit commit)
    {
        // A commit that begins, keeps a snapshot or ends is a place of its own besides that of all commits.
        var name = commit switch
        {
            { FirstSequence: 1 } => "start",
            { Snapshot: not null } => "snapshot",
            { Summary.HasEnded: true } => "end",
            { Releases: true } => "rest",
            { Writes.Consumed.Count: > 0 } => "consume",
            _ => null,
        };
        return points.AroundAsync("commit", () => name is null
            ? store.CommitAsync(commit)
            : points.AroundAsync(name, () => store.CommitAsync(commit)));
    }

    public ValueTask<StoredJournal> LoadAsync(RunId runId) => points.AroundAsync("load", () => store.LoadAsync(runId));

    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(RunId runId) => store.ReadAsync(runId);

    public ValueTask<RunSummary?> FindAsync(RunId runId) => store.FindAsync(runId);

    public ValueTask<RunClaim?> ClaimAsync(RunId runId) => points.AroundAsync("claim", () => store.ClaimAsync(runId));

    public ValueTask<IReadOnlyList<RunClaim>> ClaimRunnableAsync(DateTimeOffset now, int limit) =>
        points.AroundAsync("claim_runnable", () => store.ClaimRunnableAsync(now, limit));

    public ValueTask ReleaseAsync(RunId runId, long epoch) =>
        points.AroundAsync("release", () => store.ReleaseAsync(runId, epoch));

    public ValueTask ParkAsync(RunId runId, long epoch, StepError reason) => store.ParkAsync(runId, epoch, reason);

    public ValueTask<bool> UnparkAsync(RunId runId) => store.UnparkAsync(runId);

    public ValueTask<DateTimeOffset?> FindNextDueAsync() => store.FindNextDueAsync();

    public ValueTask<SendResult> SendAsync(RunMessage message) => points.AroundAsync("send", () => store.SendAsync(message));

    public ValueTask<IReadOnlyList<RunMessage>> ReadInboxAsync(RunId runId) =>
        points.AroundAsync("read_inbox", () => store.ReadInboxAsync(runId));

    public ValueTask<IReadOnlyList<RunId>> FindNotifiedAsync() => store.FindNotifiedAsync();

    public ValueTask AppendEventAsync(BusEvent message) => store.AppendEventAsync(message);

    public ValueTask<IReadOnlyList<BusEvent>> ReadOutboxAsync(int limit) => store.ReadOutboxAsync(limit);

    public ValueTask<IReadOnlyList<RunId>> DispatchAsync(IReadOnlyList<BusEvent> events) =>
        points.AroundAsync("dispatch", () => store.DispatchAsync(events));

    public ValueTask<Value> FindCachedAsync(string key, DateTimeOffset now) => store.FindCachedAsync(key, now);

    public ValueTask<IReadOnlyList<RunSummary>> ListAsync(RunQuery query) => store.ListAsync(query);

    public ValueTask<IReadOnlyList<HumanTask>> ListTasksAsync(HumanTaskQuery query) => store.ListTasksAsync(query);

    public ValueTask<HumanTask?> FindTaskAsync(string id) => store.FindTaskAsync(id);

    public ValueTask<IReadOnlyList<OpenWait>> ListWaitsAsync(RunId runId) => store.ListWaitsAsync(runId);

    public ValueTask<IReadOnlyList<PermitHolder>> ListPermitsAsync(string? key, int limit) => store.ListPermitsAsync(key, limit);

    public ValueTask<IReadOnlyList<BusEvent>> ListEventsAsync(string subject, DateTimeOffset since, int limit) =>
        store.ListEventsAsync(subject, since, limit);

    public ValueTask<int> PurgeAsync(PurgeQuery query) => points.AroundAsync("purge", () => store.PurgeAsync(query));

    public ValueTask<RunClaim?> ReopenAsync(RunId runId) => store.ReopenAsync(runId);

    public ValueTask<long> CountPurgeableAsync(PurgeQuery query) => store.CountPurgeableAsync(query);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
