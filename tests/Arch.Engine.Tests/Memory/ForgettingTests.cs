using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Storage.Testing;

namespace Arch.Engine.Tests.Memory;

public sealed class ForgettingTests : IAsyncDisposable
{
    private readonly MemoryJournalStore _store = new(new MemoryStoreOptions { EndedRunsKept = 3, EventsKept = 10 });

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task CommitAsync_RunEnds_ItsRecordsAreForgottenAndItsSummaryStays()
    {
        var run = new SampleRun("run-1");
        await _store.CommitAsync(run.Begin());
        await _store.CommitAsync(run.Continue() with { Snapshot = new byte[] { 1 } });
        (await _store.ReadAsync(run.Id)).Count.ShouldBe(2);

        await _store.CommitAsync(run.End());

        (await _store.FindAsync(run.Id)).ShouldBe(run.Summary);
        (await _store.ReadAsync(run.Id)).ShouldBeEmpty();
        var loaded = await _store.LoadAsync(run.Id);
        loaded.Snapshot.ShouldBeNull();
        loaded.SnapshotSequence.ShouldBe(0);
        loaded.Records.ShouldBeEmpty();
    }

    [Fact]
    public async Task CommitAsync_MoreRunsEndThanAreKept_TheFirstToEndIsForgottenWithAllThatBelongsToIt()
    {
        var unfinished = new SampleRun("run-0");
        await _store.CommitAsync(unfinished.Begin());
        var first = new SampleRun("run-1");
        await _store.CommitAsync(first.Begin(new RunWrites { OpenedTasks = [Samples.Task(first)] }, "order-7"));
        await _store.CommitAsync(first.End());
        await EndAsync("run-2", "run-3");
        (await _store.FindAsync(first.Id)).ShouldNotBeNull();

        await EndAsync("run-4");

        (await _store.FindAsync(first.Id)).ShouldBeNull();
        (await _store.FindTaskAsync("run-1:2")).ShouldBeNull();
        (await _store.CommitAsync(new SampleRun("run-5").Begin(key: "order-7"))).Existing.ShouldBeNull();
        (await _store.ListAsync(new RunQuery())).Select(run => run.RunId.Value)
            .ShouldBe(["run-0", "run-2", "run-3", "run-4", "run-5"], ignoreOrder: true);
    }

    [Fact]
    public async Task CommitAsync_IdOfAPurgedRunIsUsedAgain_TheNewRunIsNotForgotten()
    {
        await EndAsync("run-1");
        await _store.PurgeAsync(new PurgeQuery());
        var again = new SampleRun("run-1");
        await _store.CommitAsync(again.Begin());

        await EndAsync("run-2", "run-3", "run-4", "run-5");

        (await _store.FindAsync(again.Id)).ShouldBe(again.Summary);
    }

    [Fact]
    public async Task DispatchAsync_MoreEventsThanAreKept_OnlyDispatchedOnesAreForgotten()
    {
        var events = Enumerable.Range(0, 40).Select(i => Samples.Event($"e{i}", at: Samples.Start.AddSeconds(i))).ToList();
        foreach (var message in events)
        {
            await _store.AppendEventAsync(message);
        }

        await _store.DispatchAsync(events[..30]);

        var kept = await _store.ListEventsAsync(">", Samples.Start, 100);
        kept.Count.ShouldBeInRange(20, 30);
        kept.ShouldBe(events[^kept.Count..]);
        (await _store.ReadOutboxAsync(100)).ShouldBe(events[30..]);
    }

    [Fact]
    public async Task FindCachedAsync_ManyEntries_ExpiredOnesMakeRoomAndOthersStay()
    {
        var run = new SampleRun("run-1");
        await _store.CommitAsync(run.Begin(new RunWrites { Cached = [Entry("kept", 100)] }));
        for (var i = 0; i < 30; i++)
        {
            var number = i;
            await _store.CommitAsync(run.Continue(new RunWrites { Cached = [.. Enumerable.Range(0, 100).Select(j => Entry($"{number}/{j}", -1))] }));
        }

        (await _store.FindCachedAsync("kept", run.Now)).ShouldBe(Samples.Json("1"));
        (await _store.FindCachedAsync("0/0", Samples.Start.AddDays(-9))).IsUndefined.ShouldBeTrue();

        static CacheEntry Entry(string key, int days) => new(key, Samples.Json("1"), Samples.Start.AddDays(days));
    }

    [Fact]
    public async Task CommitAsync_RecordsAlone_AllocatesNextToNothing()
    {
        const int Commits = 2_000;
        var run = new SampleRun("run-1");
        await _store.CommitAsync(run.Begin());
        var commits = Enumerable.Range(0, Commits).Select(_ => run.Continue()).ToArray();

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var commit in commits)
        {
            // It has ended already, so this thread goes on.
            await _store.CommitAsync(commit);
        }

        // The list of the records doubles now and then: 8 bytes a record, all of its sizes together 24 at most.
        ((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Commits).ShouldBeLessThan(40);
    }

    private async Task EndAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            var run = new SampleRun(id);
            await _store.CommitAsync(run.Begin());
            await _store.CommitAsync(run.End());
        }
    }
}
