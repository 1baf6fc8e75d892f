using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Testing;

/// <summary>Permits of concurrency keys.</summary>
public abstract partial class JournalStoreContract
{
    private const string Key = "customer/7";

    [Theory]
    [InlineData(LimitPolicy.Queue)]
    [InlineData(LimitPolicy.Skip)]
    [InlineData(LimitPolicy.Replace)]
    [InlineData(LimitPolicy.Fail)]
    public async Task CommitAsync_LimitNotReached_GrantsAtOnce(LimitPolicy policy)
    {
        var first = await AskAsync("run-1", limit: 2);

        var second = new SampleRun("run-2");
        var result = await Store.CommitAsync(second.Begin(Asks(policy, 2)));

        result.Notified.ShouldBe([second.Id]);
        (await Store.ReadInboxAsync(second.Id)).ShouldBe([Answer(second, """{"activation": 0, "granted": true}""")]);
        (await PermitsAsync()).ShouldBe(["run-1:0 granted", "run-2:0 granted"]);
        (await InboxAsync(first)).ShouldBe([$"permit/0/{Key}"]);
    }

    [Fact]
    public async Task CommitAsync_LimitReachedAndQueue_WaitsWithoutAnswer()
    {
        await AskAsync("run-1");

        var second = new SampleRun("run-2");
        var result = await Store.CommitAsync(second.Begin(Asks(LimitPolicy.Queue)));

        result.Notified.ShouldBeEmpty();
        (await InboxAsync(second)).ShouldBeEmpty();
        (await PermitsAsync()).ShouldBe(["run-1:0 granted", "run-2:0 waits"]);
    }

    [Fact]
    public async Task CommitAsync_PermitGivenBack_GoesToThoseWhoWaitInOrder()
    {
        var holder = await AskAsync("run-9");
        var second = await AskAsync("run-5");
        var third = await AskAsync("run-7");
        await TakeAllAsync(holder);

        var result = await Store.CommitAsync(holder.Continue(new RunWrites { ReleasedPermits = [0] }));

        result.Notified.ShouldBe([second.Id]);
        (await Store.ReadInboxAsync(second.Id)).ShouldBe([Answer(second, """{"activation": 0, "granted": true}""", holder.Now)]);
        (await InboxAsync(third)).ShouldBeEmpty();
        (await PermitsAsync()).ShouldBe(["run-5:0 granted", "run-7:0 waits"]);
    }

    [Fact]
    public async Task CommitAsync_RunEnds_ItsPermitsGoToThoseWhoWait()
    {
        var holder = await AskAsync("run-1", activation: 3);
        var second = await AskAsync("run-2");
        var third = await AskAsync("run-3");

        (await Store.CommitAsync(holder.End())).Notified.ShouldBe([second.Id]);
        (await Store.CommitAsync(second.End(RunStatus.Cancelled))).Notified.ShouldBe([third.Id]);
        (await Store.CommitAsync(third.End(RunStatus.Failed))).Notified.ShouldBeEmpty();

        (await PermitsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task CommitAsync_OneWhoWaitsEndsOrGivesUp_LosesItsTurn()
    {
        var holder = await AskAsync("run-1");
        var ending = await AskAsync("run-2");
        var leaving = await AskAsync("run-3", activation: 4);
        var last = await AskAsync("run-4");
        (await Store.CommitAsync(ending.End())).Notified.ShouldBeEmpty();
        (await Store.CommitAsync(leaving.Continue(new RunWrites { ReleasedPermits = [4] }))).Notified.ShouldBeEmpty();

        (await Store.CommitAsync(holder.End())).Notified.ShouldBe([last.Id]);

        (await InboxAsync(leaving)).ShouldBeEmpty();
    }

    [Fact]
    public async Task CommitAsync_SeveralGivenBackAtOnce_SeveralAreGranted()
    {
        var holder = await BeginAsync("run-1", new RunWrites
        {
            Permits = [new PermitRequest(2, Key, 2, LimitPolicy.Queue, null), new PermitRequest(3, Key, 2, LimitPolicy.Queue, null)],
        });
        var waiting = new[] { await AskAsync("run-2", limit: 2), await AskAsync("run-3", limit: 2), await AskAsync("run-4", limit: 2) };

        var result = await Store.CommitAsync(holder.Continue(new RunWrites { ReleasedPermits = [2, 3] }));

        result.Notified.ShouldBe([waiting[0].Id, waiting[1].Id], ignoreOrder: true);
        (await PermitsAsync()).ShouldBe(["run-2:0 granted", "run-3:0 granted", "run-4:0 waits"]);
    }

    [Fact]
    public async Task CommitAsync_QueueFull_Refuses()
    {
        await AskAsync("run-1");
        await BeginAsync("run-2", Asks(LimitPolicy.Queue, queueMax: 1));

        var third = new SampleRun("run-3");
        var result = await Store.CommitAsync(third.Begin(Asks(LimitPolicy.Queue, queueMax: 1)));

        result.Notified.ShouldBe([third.Id]);
        (await Store.ReadInboxAsync(third.Id)).ShouldBe(
            [Answer(third, """{"activation": 0, "granted": false, "reason": "queue_full", "holders": ["run-1"]}""")]);
        (await PermitsAsync()).ShouldBe(["run-1:0 granted", "run-2:0 waits"]);
    }

    [Fact]
    public async Task CommitAsync_NobodyMayWait_RefusesOnlyWhenLimitIsReached()
    {
        var first = await BeginAsync("run-1", Asks(LimitPolicy.Queue, queueMax: 0));
        var second = await BeginAsync("run-2", Asks(LimitPolicy.Queue, queueMax: 0));

        (await GrantsAsync(first)).ShouldBe([true]);
        (await GrantsAsync(second)).ShouldBe([false]);
    }

    [Theory]
    [InlineData(LimitPolicy.Skip)]
    [InlineData(LimitPolicy.Fail)]
    public async Task CommitAsync_LimitReachedAndWaitingNotWanted_RefusesAndNamesHolders(LimitPolicy policy)
    {
        await AskAsync("run-8", limit: 2);
        await AskAsync("run-4", limit: 2);

        var third = new SampleRun("run-3");
        var result = await Store.CommitAsync(third.Begin(Asks(policy, 2, activation: 6)));

        result.Notified.ShouldBe([third.Id]);
        (await Store.ReadInboxAsync(third.Id)).ShouldBe(
            [Answer(third, """{"activation": 6, "granted": false, "reason": "limit", "holders": ["run-8", "run-4"]}""", activation: 6)]);
        (await PermitsAsync()).ShouldBe(["run-8:0 granted", "run-4:0 granted"]);
    }

    [Fact]
    public async Task CommitAsync_OneRunHoldsAllPermits_IsNamedOnce()
    {
        await BeginAsync("run-1", new RunWrites
        {
            Permits = [new PermitRequest(2, Key, 2, LimitPolicy.Queue, null), new PermitRequest(3, Key, 2, LimitPolicy.Queue, null)],
        });

        var refused = await BeginAsync("run-2", Asks(LimitPolicy.Fail, 2));

        (await Store.ReadInboxAsync(refused.Id)).ShouldHaveSingleItem().Data["holders"].ShouldBe(Samples.Json("""["run-1"]"""));
    }

    [Fact]
    public async Task CommitAsync_LimitWasRaised_NobodyPassesThoseWhoWait()
    {
        var holder = await AskAsync("run-1", limit: 1);
        await AskAsync("run-2", limit: 1);
        await AskAsync("run-3", limit: 3);
        await AskAsync("run-4", limit: 3);
        (await PermitsAsync()).ShouldBe(["run-1:0 granted", "run-2:0 waits", "run-3:0 waits", "run-4:0 waits"]);

        await Store.CommitAsync(holder.End());

        (await PermitsAsync()).ShouldBe(["run-2:0 granted", "run-3:0 granted", "run-4:0 granted"]);
    }

    [Fact]
    public async Task CommitAsync_LimitReachedAndReplace_CancelsTheOldestAndIsNext()
    {
        var oldest = await AskAsync("run-1", limit: 2, activation: 5);
        var younger = await AskAsync("run-2", limit: 2);
        var queued = await AskAsync("run-3", limit: 2);
        await TakeAllAsync(oldest);
        await TakeAllAsync(younger);

        var replacing = new SampleRun("run-4");
        var result = await Store.CommitAsync(replacing.Begin(Asks(LimitPolicy.Replace, 2)));

        result.Notified.ShouldBe([oldest.Id]);
        var cancel = (await Store.ReadInboxAsync(oldest.Id)).ShouldHaveSingleItem();
        cancel.Kind.ShouldBe(RunMessageKind.Cancel);
        cancel.Name.ShouldContain("run-4");
        cancel.Data.ShouldBe(Samples.Json("""{"compensate": false, "activation": 5}"""));
        cancel.At.ShouldBe(replacing.Now);
        (await PermitsAsync()).ShouldBe(["run-1:5 granted", "run-2:0 granted", "run-4:0 waits", "run-3:0 waits"]);

        (await Store.CommitAsync(oldest.End(RunStatus.Cancelled))).Notified.ShouldBe([replacing.Id]);
        (await PermitsAsync()).ShouldBe(["run-2:0 granted", "run-4:0 granted", "run-3:0 waits"]);
        (await InboxAsync(queued)).ShouldBeEmpty();
    }

    [Fact]
    public async Task CommitAsync_ReplaceTwiceInARow_CancelsTwoHolders()
    {
        var oldest = await AskAsync("run-1", limit: 2);
        var younger = await AskAsync("run-2", limit: 2);
        await AskAsync("run-3", limit: 2);
        await TakeAllAsync(oldest);
        await TakeAllAsync(younger);

        (await Store.CommitAsync(new SampleRun("run-4").Begin(Asks(LimitPolicy.Replace, 2)))).Notified.ShouldBe([oldest.Id]);
        (await Store.CommitAsync(new SampleRun("run-5").Begin(Asks(LimitPolicy.Replace, 2)))).Notified.ShouldBe([younger.Id]);

        // All have been told; one more can only tell the last again.
        (await Store.CommitAsync(new SampleRun("run-6").Begin(Asks(LimitPolicy.Replace, 2)))).Notified.ShouldBe([younger.Id]);
        (await PermitsAsync()).ShouldBe(["run-1:0 granted", "run-2:0 granted", "run-6:0 waits", "run-5:0 waits", "run-4:0 waits", "run-3:0 waits"]);
    }

    [Fact]
    public async Task CommitAsync_ReplaceTwoPermitsOfOneRun_BothAreCancelled()
    {
        var holder = await BeginAsync("run-1", new RunWrites
        {
            Permits = [new PermitRequest(2, "a", 1, LimitPolicy.Queue, null), new PermitRequest(3, "b", 1, LimitPolicy.Queue, null)],
        });
        await TakeAllAsync(holder);

        await BeginAsync("run-2", new RunWrites
        {
            Permits = [new PermitRequest(2, "a", 1, LimitPolicy.Replace, null), new PermitRequest(3, "b", 1, LimitPolicy.Replace, null)],
        });

        (await Store.ReadInboxAsync(holder.Id)).Select(message => message.Data["activation"])
            .ShouldBe([Value.From(2), Value.From(3)]);
    }

    [Fact]
    public async Task CommitAsync_SeveralKeysOfOneActivation_AreGivenBackTogether()
    {
        var holder = await BeginAsync("run-1", new RunWrites
        {
            Permits = [new PermitRequest(2, "a", 1, LimitPolicy.Queue, null), new PermitRequest(2, "b", 1, LimitPolicy.Queue, null)],
        });
        var atA = await BeginAsync("run-2", Asks(LimitPolicy.Queue, key: "a"));
        var atB = await BeginAsync("run-3", Asks(LimitPolicy.Queue, key: "b"));
        var atC = await BeginAsync("run-4", Asks(LimitPolicy.Queue, key: "c"));

        var result = await Store.CommitAsync(holder.Continue(new RunWrites { ReleasedPermits = [2] }));

        result.Notified.ShouldBe([atA.Id, atB.Id], ignoreOrder: true);
        (await InboxAsync(holder)).ShouldBe(["permit/2/a", "permit/2/b"]);
        (await InboxAsync(atC)).ShouldBe(["permit/0/c"]);
    }

    [Fact]
    public async Task CommitAsync_GivesBackOneActivation_KeepsTheOthers()
    {
        var holder = await BeginAsync("run-1", new RunWrites
        {
            Permits = [new PermitRequest(2, Key, 2, LimitPolicy.Queue, null), new PermitRequest(3, Key, 2, LimitPolicy.Queue, null)],
        });

        await Store.CommitAsync(holder.Continue(new RunWrites { ReleasedPermits = [2, 44] }));

        (await PermitsAsync()).ShouldBe(["run-1:3 granted"]);
    }

    [Fact]
    public async Task CommitAsync_AsksWhatAnotherGivesBackInTheSameCommit_WaitsBehindTheQueue()
    {
        var holder = await AskAsync("run-1", activation: 2);
        var waiting = await AskAsync("run-2");

        await Store.CommitAsync(holder.Continue(Asks(LimitPolicy.Queue, activation: 3) with { ReleasedPermits = [2] }));

        (await PermitsAsync()).ShouldBe(["run-2:0 granted", "run-1:3 waits"]);
        (await GrantsAsync(waiting)).ShouldBe([true]);
    }

    [Fact]
    public async Task CommitAsync_ManyRunsAtOnce_NeverMoreThanTheLimit()
    {
        var other = await OpenAsync();
        var runs = Enumerable.Range(0, 30).Select(i => new SampleRun($"run-{i:00}")).ToList();

        await Task.WhenAll(runs.Select((run, i) =>
            Task.Run(() => (i % 2 == 0 ? Store : other).CommitAsync(run.Begin(Asks(LimitPolicy.Queue, 3))).AsTask())));

        var holders = await Index.ListPermitsAsync(Key, 100);
        holders.Count(holder => holder.IsGranted).ShouldBe(3);
        holders.Select(holder => holder.RunId).ShouldBe(runs.Select(run => run.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task CommitAsync_HoldersRestAreParkedOrLostTheirOwner_HoldTheirPermitsStill()
    {
        var resting = await AskAsync("run-1", limit: 3);
        await Store.CommitAsync(resting.Rest());
        var parked = await AskAsync("run-2", limit: 3);
        await Store.ParkAsync(parked.Id, 1, Samples.Error);
        await AskAsync("run-3", limit: 3);
        await KillAsync(Store);
        var other = await OpenAsync();

        await other.CommitAsync(new SampleRun("run-4").Begin(Asks(LimitPolicy.Queue, 3)));

        (await IndexOf(other).ListPermitsAsync(Key, 10)).Select(holder => holder.IsGranted).ShouldBe([true, true, true, false]);
    }

    [Fact]
    public async Task ListPermitsAsync_SeveralKeys_ByKeyInOrderOfTheirTurn()
    {
        foreach (var (id, key) in new[] { ("run-4", "b"), ("run-1", "b"), ("run-3", "a"), ("run-2", "b") })
        {
            await BeginAsync(id, Asks(LimitPolicy.Queue, key: key));
        }

        PermitHolder[] all =
        [
            new("a", new RunId("run-3"), 0, true, Samples.Start),
            new("b", new RunId("run-4"), 0, true, Samples.Start),
            new("b", new RunId("run-1"), 0, false, Samples.Start),
            new("b", new RunId("run-2"), 0, false, Samples.Start),
        ];
        (await Index.ListPermitsAsync(null, 10)).ShouldBe(all);
        (await Index.ListPermitsAsync("b", 10)).ShouldBe(all[1..]);
        (await Index.ListPermitsAsync(null, 2)).ShouldBe(all[..2]);
        (await Index.ListPermitsAsync("c", 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ListPermitsAsync_GrantedLater_SinceItWasGranted()
    {
        var holder = await AskAsync("run-1");
        await AskAsync("run-2");

        await Store.CommitAsync(holder.End());

        (await Index.ListPermitsAsync(Key, 10)).ShouldBe([new PermitHolder(Key, new RunId("run-2"), 0, true, holder.Now)]);
    }

    private static RunWrites Asks(
        LimitPolicy policy,
        int limit = 1,
        int? queueMax = null,
        int activation = 0,
        string key = Key) =>
        new() { Permits = [new PermitRequest(activation, key, limit, policy, queueMax)] };

    private static RunMessage Answer(SampleRun run, string data, DateTimeOffset? at = null, int activation = 0) => new()
    {
        RunId = run.Id,
        Id = $"permit/{activation}/{Key}",
        Kind = RunMessageKind.Permit,
        Name = Key,
        Data = Samples.Json(data),
        At = at ?? Samples.Start,
    };

    private Task<SampleRun> AskAsync(string id, int limit = 1, int activation = 0) =>
        BeginAsync(id, Asks(LimitPolicy.Queue, limit, activation: activation));

    private async Task TakeAllAsync(SampleRun run) =>
        await Store.CommitAsync(run.Only(new RunWrites { Consumed = await InboxAsync(run) }));

    private async Task<bool[]> GrantsAsync(SampleRun run) =>
        [.. (await Store.ReadInboxAsync(run.Id)).Select(message => message.Data["granted"] == Value.True)];

    private async Task<string[]> PermitsAsync() =>
    [
        .. (await Index.ListPermitsAsync(Key, 100))
            .Select(holder => $"{holder.RunId}:{holder.Activation} {(holder.IsGranted ? "granted" : "waits")}"),
    ];
}
