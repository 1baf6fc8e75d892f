using Arch.Engine.Journal;
using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.Faults;

/// <summary>
/// A store that fails at its n-th call and from then on, as one on a broken disk does. The n-th call itself may have been done all the
/// same, with only its answer lost.
/// </summary>
internal sealed class FailingStore(MemoryJournalStore inner, int failAt, bool isDone) : IJournalStore
{
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public bool HasFailed => Calls >= failAt;

    public ValueTask SaveDefinitionAsync(DefinitionId id, IReadOnlyList<SourceText> sources) =>
        OnceAsync(() => inner.SaveDefinitionAsync(id, sources));

    public ValueTask<IReadOnlyList<SourceText>?> FindDefinitionAsync(DefinitionId id) =>
        OnceAsync(() => inner.FindDefinitionAsync(id));

    public ValueTask<CommitResult> CommitAsync(RunCommit commit) => OnceAsync(() => inner.CommitAsync(commit));

    public ValueTask<StoredJournal> LoadAsync(RunId runId) => OnceAsync(() => inner.LoadAsync(runId));

    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(RunId runId) => OnceAsync(() => inner.ReadAsync(runId));

    public ValueTask<RunSummary?> FindAsync(RunId runId) => OnceAsync(() => inner.FindAsync(runId));

    public ValueTask<RunClaim?> ClaimAsync(RunId runId) => OnceAsync(() => inner.ClaimAsync(runId));

    public ValueTask<RunClaim?> ReopenAsync(RunId runId) => OnceAsync(() => inner.ReopenAsync(runId));

    public ValueTask<IReadOnlyList<RunClaim>> ClaimRunnableAsync(DateTimeOffset now, int limit) =>
        OnceAsync(() => inner.ClaimRunnableAsync(now, limit));

    public ValueTask ReleaseAsync(RunId runId, long epoch) => OnceAsync(() => inner.ReleaseAsync(runId, epoch));

    public ValueTask ParkAsync(RunId runId, long epoch, StepError reason) =>
        OnceAsync(() => inner.ParkAsync(runId, epoch, reason));

    public ValueTask<bool> UnparkAsync(RunId runId) => OnceAsync(() => inner.UnparkAsync(runId));

    public ValueTask<DateTimeOffset?> FindNextDueAsync() => OnceAsync(() => inner.FindNextDueAsync());

    public ValueTask<SendResult> SendAsync(RunMessage message) => OnceAsync(() => inner.SendAsync(message));

    public ValueTask<IReadOnlyList<RunMessage>> ReadInboxAsync(RunId runId) =>
        OnceAsync(() => inner.ReadInboxAsync(runId));

    public ValueTask<IReadOnlyList<RunId>> FindNotifiedAsync() => OnceAsync(() => inner.FindNotifiedAsync());

    public ValueTask AppendEventAsync(BusEvent message) => OnceAsync(() => inner.AppendEventAsync(message));

    public ValueTask<IReadOnlyList<BusEvent>> ReadOutboxAsync(int limit) =>
        OnceAsync(() => inner.ReadOutboxAsync(limit));

    public ValueTask<IReadOnlyList<RunId>> DispatchAsync(IReadOnlyList<BusEvent> events) =>
        OnceAsync(() => inner.DispatchAsync(events));

    public ValueTask<Value> FindCachedAsync(string key, DateTimeOffset now) =>
        OnceAsync(() => inner.FindCachedAsync(key, now));

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async ValueTask OnceAsync(Func<ValueTask> call)
    {
        var isLast = IsLast();
        await call();
        Fail(isLast);
    }

    private async ValueTask<T> OnceAsync<T>(Func<ValueTask<T>> call)
    {
        var isLast = IsLast();
        var result = await call();
        Fail(isLast);
        return result;
    }

    private bool IsLast()
    {
        var number = Interlocked.Increment(ref _calls);
        if (number > failAt || (number == failAt && !isDone))
        {
            throw Broken();
        }

        return number == failAt;
    }

    private static void Fail(bool isLast)
    {
        if (isLast)
        {
            throw Broken();
        }
    }

    private static JournalStoreException Broken() => new("ARCH5001", "The disk is broken.");
}
