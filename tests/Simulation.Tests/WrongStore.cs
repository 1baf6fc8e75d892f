using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Simulation.Tests;

/// <summary>A store with an error built in: what the engine commits, loads or sends is not what comes through.</summary>
internal sealed class WrongStore(IJournalStore inner) : IJournalStore
{
    /// <summary>Gets what becomes of a commit; <see langword="null"/> when it is lost, and counts as done.</summary>
    public Func<RunCommit, RunCommit?> Commits { get; init; } = commit => commit;

    /// <summary>Gets what becomes of a run's journal when it is loaded.</summary>
    public Func<StoredJournal, StoredJournal> Loads { get; init; } = journal => journal;

    /// <summary>Gets whether a message is lost, although it counts as sent.</summary>
    public Predicate<RunMessage> Loses { get; init; } = _ => false;

    public ValueTask SaveDefinitionAsync(DefinitionId id, IReadOnlyList<SourceText> sources) => inner.SaveDefinitionAsync(id, sources);

    public ValueTask<IReadOnlyList<SourceText>?> FindDefinitionAsync(DefinitionId id) => inner.FindDefinitionAsync(id);

    public ValueTask<CommitResult> CommitAsync(RunCommit commit) =>
        Commits(commit) is { } other ? inner.CommitAsync(other) : ValueTask.FromResult(CommitResult.Quiet);

    public async ValueTask<StoredJournal> LoadAsync(RunId runId) => Loads(await inner.LoadAsync(runId));

    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(RunId runId) => inner.ReadAsync(runId);

    public ValueTask<RunSummary?> FindAsync(RunId runId) => inner.FindAsync(runId);

    public ValueTask<RunClaim?> ClaimAsync(RunId runId) => inner.ClaimAsync(runId);

    public ValueTask<IReadOnlyList<RunClaim>> ClaimRunnableAsync(DateTimeOffset now, int limit) => inner.ClaimRunnableAsync(now, limit);

    public ValueTask<RunClaim?> ReopenAsync(RunId runId) => inner.ReopenAsync(runId);

    public ValueTask ReleaseAsync(RunId runId, long epoch) => inner.ReleaseAsync(runId, epoch);

    public ValueTask ParkAsync(RunId runId, long epoch, StepError reason) => inner.ParkAsync(runId, epoch, reason);

    public ValueTask<bool> UnparkAsync(RunId runId) => inner.UnparkAsync(runId);

    public ValueTask<DateTimeOffset?> FindNextDueAsync() => inner.FindNextDueAsync();

    public ValueTask<SendResult> SendAsync(RunMessage message) =>
        Loses(message) ? ValueTask.FromResult(SendResult.Accepted) : inner.SendAsync(message);

    public ValueTask<IReadOnlyList<RunMessage>> ReadInboxAsync(RunId runId) => inner.ReadInboxAsync(runId);

    public ValueTask<IReadOnlyList<RunId>> FindNotifiedAsync() => inner.FindNotifiedAsync();

    public ValueTask AppendEventAsync(BusEvent message) => inner.AppendEventAsync(message);

    public ValueTask<IReadOnlyList<BusEvent>> ReadOutboxAsync(int limit) => inner.ReadOutboxAsync(limit);

    public ValueTask<IReadOnlyList<RunId>> DispatchAsync(IReadOnlyList<BusEvent> events) => inner.DispatchAsync(events);

    public ValueTask<Value> FindCachedAsync(string key, DateTimeOffset now) => inner.FindCachedAsync(key, now);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
