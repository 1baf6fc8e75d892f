using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Storage.Testing;

/// <summary>Lists of runs, and what is removed.</summary>
public abstract partial class JournalStoreContract
{
    [Fact]
    public async Task ListAsync_NoConditions_TheNewestFirst()
    {
        // The ids are not in the order of the starts.
        await StartAsync("run-b", 1);
        await StartAsync("run-c", 3);
        await StartAsync("run-a", 2);

        (await RunsAsync(new RunQuery())).ShouldBe(["run-c", "run-a", "run-b"]);
        (await RunsAsync(new RunQuery { Limit = 2 })).ShouldBe(["run-c", "run-a"]);
    }

    [Fact]
    public async Task ListAsync_Conditions_RunsThatMeetAll()
    {
        await StartAsync("run-1", 1);
        var waiting = await StartAsync("run-2", 2, "shop.bills");
        await Store.CommitAsync(waiting.Rest());
        var parent = new RunId("run-1");
        await StartAsync("run-3", 3, parent: parent);
        await Store.CommitAsync((await StartAsync("run-4", 4, "shop.bills", parent)).End());
        var parked = await StartAsync("run-5", 5);
        await Store.ParkAsync(parked.Id, 1, Samples.Error);

        (await RunsAsync(new RunQuery { Status = RunStatus.Running })).ShouldBe(["run-3", "run-1"]);
        (await RunsAsync(new RunQuery { Status = RunStatus.Waiting })).ShouldBe(["run-2"]);
        (await RunsAsync(new RunQuery { Status = RunStatus.Succeeded })).ShouldBe(["run-4"]);
        (await RunsAsync(new RunQuery { Status = RunStatus.Parked })).ShouldBe(["run-5"]);
        (await RunsAsync(new RunQuery { Status = RunStatus.Failed })).ShouldBeEmpty();
        (await RunsAsync(new RunQuery { Workflow = "shop.bills" })).ShouldBe(["run-4", "run-2"]);
        (await RunsAsync(new RunQuery { Workflow = "shop" })).ShouldBeEmpty();
        (await RunsAsync(new RunQuery { Parent = parent })).ShouldBe(["run-4", "run-3"]);
        (await RunsAsync(new RunQuery { Parent = parent, Workflow = "shop.bills", Status = RunStatus.Succeeded })).ShouldBe(["run-4"]);
        (await RunsAsync(new RunQuery { StartedFrom = At(2), StartedBefore = At(4) })).ShouldBe(["run-3", "run-2"]);
        (await RunsAsync(new RunQuery { StartedFrom = At(4).AddTicks(1) })).ShouldBe(["run-5"]);
        (await RunsAsync(new RunQuery { StartedBefore = At(2), Status = RunStatus.Running })).ShouldBe(["run-1"]);
    }

    [Fact]
    public async Task ListAsync_PageByPage_EachRunOnce()
    {
        for (var i = 0; i < 11; i++)
        {
            // Some started in the same moment.
            await StartAsync($"run-{i:00}", i / 4, i % 5 == 0 ? "shop.bills" : Samples.Workflow);
        }

        foreach (var query in new[] { new RunQuery(), new RunQuery { Workflow = Samples.Workflow, Status = RunStatus.Running } })
        {
            var all = await RunsAsync(query);
            var paged = new List<string>();
            RunId? after = null;
            while (await RunsAsync(query with { Limit = 3, After = after }) is { Length: > 0 } page)
            {
                paged.Count.ShouldBeLessThan(all.Length, "the pages do not end");
                paged.AddRange(page);
                after = new RunId(page[^1]);
            }

            all.Length.ShouldBe(query.Workflow is null ? 11 : 8);
            paged.ShouldBe(all);
        }
    }

    [Fact]
    public async Task ListAsync_Summaries_AreThoseOfTheRunsSaveForOutputs()
    {
        var failed = await StartAsync("run-1", 1, parent: new RunId("run-0"));
        await Store.CommitAsync(failed.End(RunStatus.Failed));
        var succeeded = await StartAsync("run-2", 2);
        await Store.CommitAsync(succeeded.End());

        (await Index.ListAsync(new RunQuery())).Select(summary => summary with { Outputs = default })
            .ShouldBe([succeeded.Summary with { Outputs = default }, failed.Summary]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task ListAsync_LimitOutOfRange_Refused(int limit) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Index.ListAsync(new RunQuery { Limit = limit }));

    [Fact]
    public async Task Limits_LessThanOne_Refused()
    {
        Func<Task>[] calls =
        [
            async () => await Store.ClaimRunnableAsync(Later, 0),
            async () => await Store.ReadOutboxAsync(0),
            async () => await Index.ListPermitsAsync(null, 0),
            async () => await Index.ListEventsAsync(">", Samples.Start, 0),
            async () => await Index.PurgeAsync(new PurgeQuery { KeepNewest = -1 }),
        ];

        foreach (var call in calls)
        {
            await Should.ThrowAsync<ArgumentOutOfRangeException>(call);
        }
    }

    [Fact]
    public async Task PurgeAsync_AllEnded_UnfinishedOnesStay()
    {
        await EndAsync("run-1", 1);
        await EndAsync("run-2", 2, RunStatus.Failed);
        await EndAsync("run-3", 3, RunStatus.Cancelled);
        await StartAsync("running", 1);
        await Store.CommitAsync((await StartAsync("waiting", 1)).Rest());
        await Store.CommitAsync((await StartAsync("paused", 1)).Rest(status: RunStatus.Paused));
        await StartAsync("parked", 1);
        await Store.ParkAsync(new RunId("parked"), 1, Samples.Error);

        (await Index.PurgeAsync(new PurgeQuery())).ShouldBe(3);

        (await RunsAsync(new RunQuery())).ShouldBe(["running", "waiting", "paused", "parked"], ignoreOrder: true);
        (await Index.PurgeAsync(new PurgeQuery())).ShouldBe(0);
    }

    [Fact]
    public async Task PurgeAsync_EndedRun_IsGoneWithAllThatBelongsToIt()
    {
        var run = new SampleRun("run-1");
        await Store.CommitAsync(run.Begin(new RunWrites { OpenedTasks = [Samples.Task(run)] }, "order-7"));
        await Store.CommitAsync(run.Continue(records: 5) with { Snapshot = new byte[] { 1, 2, 3 } });
        await Store.CommitAsync(run.End());

        (await Index.PurgeAsync(new PurgeQuery())).ShouldBe(1);

        (await Store.FindAsync(run.Id)).ShouldBeNull();
        (await Store.ReadAsync(run.Id)).ShouldBeEmpty();
        var loaded = await Store.LoadAsync(run.Id);
        loaded.Snapshot.ShouldBeNull();
        loaded.Records.ShouldBeEmpty();
        (await Index.FindTaskAsync("run-1:2")).ShouldBeNull();
        (await Index.ListTasksAsync(new HumanTaskQuery { Status = null })).ShouldBeEmpty();
        (await Store.SendAsync(Samples.Message(run.Id, "m"))).ShouldBe(SendResult.Unknown);
        (await Store.CommitAsync(new SampleRun("run-2").Begin(key: "order-7"))).Existing.ShouldBeNull();
        await Store.CommitAsync(new SampleRun("run-1").Begin());
        (await Store.ReadAsync(run.Id)).ShouldBe(run.Records[..1]);
    }

    [Fact]
    public async Task PurgeAsync_Conditions_OnlyRunsThatMeetAll()
    {
        await EndAsync("run-1", 1);
        await EndAsync("run-2", 2);
        await EndAsync("run-3", 3, workflow: "shop.bills");
        await EndAsync("run-4", 4);

        (await Index.PurgeAsync(new PurgeQuery { Workflow = Samples.Workflow, EndedBefore = At(2) })).ShouldBe(1);
        (await RunsAsync(new RunQuery())).ShouldBe(["run-4", "run-3", "run-2"]);

        (await Index.CountPurgeableAsync(new PurgeQuery { EndedBefore = At(4), Limit = 1 })).ShouldBe(2);
        (await Index.PurgeAsync(new PurgeQuery { EndedBefore = At(4) })).ShouldBe(2);
        (await RunsAsync(new RunQuery())).ShouldBe(["run-4"]);

        (await Index.PurgeAsync(new PurgeQuery { Workflow = "shop.bills" })).ShouldBe(0);
    }

    [Fact]
    public async Task PurgeAsync_KeepNewest_SoManyOfEachWorkflowStay()
    {
        for (var i = 1; i <= 5; i++)
        {
            await EndAsync($"orders-{i}", i);
        }

        await EndAsync("bills-1", 1, workflow: "shop.bills");
        await EndAsync("bills-2", 2, workflow: "shop.bills");
        await StartAsync("orders-6", 6);

        (await Index.PurgeAsync(new PurgeQuery { KeepNewest = 2 })).ShouldBe(3);

        (await RunsAsync(new RunQuery())).ShouldBe(["orders-6", "orders-5", "orders-4", "bills-2", "bills-1"], ignoreOrder: true);
        (await Index.PurgeAsync(new PurgeQuery { KeepNewest = 1, EndedBefore = At(2) })).ShouldBe(1);
        (await RunsAsync(new RunQuery { Workflow = "shop.bills" })).ShouldBe(["bills-2"]);
    }

    [Fact]
    public async Task PurgeAsync_KeepNewest_ThoseThatStartedLast()
    {
        var slow = await StartAsync("slow", 1);
        await EndAsync("quick", 3);
        await Store.CommitAsync(slow.End(endedAt: At(9)));

        (await Index.PurgeAsync(new PurgeQuery { KeepNewest = 1 })).ShouldBe(1);

        (await RunsAsync(new RunQuery())).ShouldBe(["quick"]);
    }

    [Fact]
    public async Task PurgeAsync_ParentOrChildUnfinished_Stays()
    {
        await StartAsync("parent", 1);
        await EndAsync("child of unfinished", 2, parent: new RunId("parent"));
        await EndAsync("ended parent", 3);
        await StartAsync("unfinished child", 4, parent: new RunId("ended parent"));
        await EndAsync("old parent", 5);
        var child = await EndAsync("old child", 6, parent: new RunId("old parent"));

        (await Index.PurgeAsync(new PurgeQuery())).ShouldBe(2);

        (await RunsAsync(new RunQuery())).ShouldBe(
            ["parent", "child of unfinished", "ended parent", "unfinished child"],
            ignoreOrder: true);
        (await Store.FindAsync(child.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task PurgeAsync_Limit_SoManyAtOnceUntilThereAreNoMore()
    {
        for (var i = 0; i < 7; i++)
        {
            await EndAsync($"run-{i}", i);
        }

        (await Index.PurgeAsync(new PurgeQuery { Limit = 3 })).ShouldBe(3);
        (await Index.PurgeAsync(new PurgeQuery { Limit = 3 })).ShouldBe(3);
        (await Index.PurgeAsync(new PurgeQuery { Limit = 3 })).ShouldBe(1);
        (await Index.PurgeAsync(new PurgeQuery { Limit = 3 })).ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task PurgeAsync_LimitOutOfRange_Refused(int limit) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Index.PurgeAsync(new PurgeQuery { Limit = limit }));

    private static DateTimeOffset At(int hours) => Samples.Start.AddHours(hours);

    private async Task<SampleRun> StartAsync(string id, int hours, string workflow = Samples.Workflow, RunId? parent = null)
    {
        var run = new SampleRun(id, workflow, parent, At(hours));
        await Store.CommitAsync(run.Begin());
        return run;
    }

    // A run that starts an hour before it ends.
    private async Task<SampleRun> EndAsync(
        string id,
        int hours,
        RunStatus status = RunStatus.Succeeded,
        string workflow = Samples.Workflow,
        RunId? parent = null)
    {
        var run = await StartAsync(id, hours - 1, workflow, parent);
        await Store.CommitAsync(run.End(status, endedAt: At(hours)));
        return run;
    }

    private async Task<string[]> RunsAsync(RunQuery query) => [.. (await Index.ListAsync(query)).Select(run => run.RunId.Value)];
}
