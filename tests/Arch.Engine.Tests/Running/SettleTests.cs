using Arch.Engine.Memory;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;

namespace Arch.Engine.Tests.Running;

/// <summary>How an engine comes to rest, for programs that end when their work is done.</summary>
public sealed class SettleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task SettleAsync_AttemptUnderWay_WaitsForIt()
    {
        await using var host = new TestHost();
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Steps["a"] = async (_, _) =>
        {
            begun.SetResult();
            await goOn.Task;
            return "{}";
        };
        var id = await host.StartAsync("steps: [{id: a, uses: test.do@1}, {id: w, wait: {signal: go}}]");
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);

        var settled = host.Engine.SettleAsync(TestContext.Current.CancellationToken);
        settled.IsCompleted.ShouldBeFalse();
        goOn.SetResult();
        await settled.WaitAsync(Patience, TestContext.Current.CancellationToken);

        (await host.Store.FindAsync(id))!.Status.ShouldBe(RunStatus.Waiting);
    }

    [Fact]
    public async Task SettleAsync_EventAtTheEndOfARun_LeadsToTheEndOfThoseThatWaitForIt()
    {
        await using var host = new TestHost();
        var waiting = await host.ParkAsync("steps: [{id: w, wait: {event: news}}, {id: a, uses: test.do@1}]");
        await host.StartAsync("steps: [{id: e, emit: news}]");

        await host.Engine.SettleAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        (await host.Store.FindAsync(waiting))!.Status.ShouldBe(RunStatus.Succeeded);
        host.Events.Select(message => message.Subject).ShouldContain("news");
    }

    [Fact]
    public async Task SettleAsync_CalledRun_EndsWithTheCaller()
    {
        await using var host = new TestHost();
        host.Add("test.child", "arch: 1\nid: child\nnamespace: test\nsteps: [{id: a, uses: test.do@1}]");
        var id = await host.StartAsync("steps: [{id: c, call: test.child}]");

        await host.Engine.SettleAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        (await host.Store.FindAsync(id))!.Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task SignalAsync_NoRoomInMemory_LeavesTheRunInTheStore()
    {
        await using var store = new MemoryJournalStore(new MemoryStoreOptions { KeepsEverything = true });
        await using var host = new TestHost(store);
        var id = await host.ParkAsync("steps: [{id: w, wait: {signal: go}}]");
        await using var full = new TestHost(store.OpenAnother(), host.Time, change: options => options with { MostRunsInMemory = 0 });

        await full.Engine.SignalAsync(id, "go");
        await full.Engine.SettleAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        (await store.FindAsync(id))!.Status.ShouldBe(RunStatus.Waiting);
        (await store.ReadInboxAsync(id)).Select(message => message.Name).ShouldBe(["go"]);
        (await host.Engine.RecoverAsync()).ShouldBe([id]);
        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task TakeNoMore_RunOfAHostThatIsGone_IsLeft()
    {
        await using var store = new MemoryJournalStore(new MemoryStoreOptions { KeepsEverything = true });
        await using var first = new TestHost(store);
        var id = await first.ParkAsync("steps: [{id: w, wait: {for: 1h}}]");
        await first.Engine.DisposeAsync();
        await using var second = new TestHost(store.OpenAnother(), first.Time);
        first.Time.Advance(TimeSpan.FromHours(2));

        second.Engine.TakeNoMore();
        var recovered = await second.Engine.RecoverAsync();

        recovered.ShouldBeEmpty();
        (await store.FindAsync(id))!.Status.ShouldBe(RunStatus.Waiting);
    }
}
