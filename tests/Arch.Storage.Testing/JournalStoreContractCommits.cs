using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Testing;

/// <summary>Commits: definitions, new runs, what follows, and what is refused.</summary>
public abstract partial class JournalStoreContract
{
    [Fact]
    public async Task SaveDefinitionAsync_KeptAlready_StaysAsItIs()
    {
        var id = new DefinitionId(new string('e', 64));
        SourceText[] sources = [new("a.yaml", "arch: 1 # ü€𝄞\n"), new("b.yaml", "")];

        await Store.SaveDefinitionAsync(id, sources);
        await Store.SaveDefinitionAsync(id, [new("c.yaml", "other")]);
        await (await OpenAsync()).SaveDefinitionAsync(id, [new("d.yaml", "other")]);

        (await Store.FindDefinitionAsync(id)).ShouldBe(sources);
    }

    [Fact]
    public async Task FindDefinitionAsync_NotKnown_Null() =>
        (await Store.FindDefinitionAsync(new DefinitionId(new string('f', 64)))).ShouldBeNull();

    [Fact]
    public async Task CommitAsync_NewRun_IsFoundByEveryOwner()
    {
        var run = new SampleRun("run-1", parent: new RunId("run-0"));

        var result = await Store.CommitAsync(run.Begin());

        result.Notified.ShouldBeEmpty();
        result.Existing.ShouldBeNull();
        (await Store.FindAsync(run.Id)).ShouldBe(run.Summary);
        (await (await OpenAsync()).FindAsync(run.Id)).ShouldBe(run.Summary);
    }

    [Fact]
    public async Task CommitAsync_FurtherRecords_AppendsThemAndReplacesSummary()
    {
        var run = await BeginAsync();

        await Store.CommitAsync(run.Continue(records: 3));
        await Store.CommitAsync(run.End(RunStatus.Failed));

        (await Store.ReadAsync(run.Id)).ShouldBe(run.Records);
        (await Store.FindAsync(run.Id)).ShouldBe(run.Summary);
    }

    [Fact]
    public async Task CommitAsync_FirstEndsRun_HasEnded()
    {
        var run = new SampleRun("run-1");
        var begin = run.Begin();
        var end = run.End();

        await Store.CommitAsync(begin with { Records = [.. begin.Records, .. end.Records], Summary = end.Summary });

        (await Store.FindAsync(run.Id)).ShouldBe(run.Summary);
        (await Store.SendAsync(Samples.Message(run.Id, "m"))).ShouldBe(SendResult.Ended);
    }

    [Fact]
    public async Task CommitAsync_WithoutRecords_DoesItsWritesAndKeepsSequence()
    {
        var run = await BeginAsync();
        await Store.SendAsync(Samples.Message(run.Id, "m"));

        await Store.CommitAsync(run.Only(new RunWrites { Consumed = ["m"] }));
        await Store.CommitAsync(run.Continue());

        (await InboxAsync(run)).ShouldBeEmpty();
        (await Store.ReadAsync(run.Id)).ShouldBe(run.Records);
    }

    [Fact]
    public async Task CommitAsync_GapInTheRecordsOrNothingToWrite_IsAMistakeOfTheCaller()
    {
        var run = await BeginAsync();
        var before = run.Summary;
        var commit = run.Continue(records: 2);

        await MistakenAsync(commit with { Records = [commit.Records[1]] });
        await MistakenAsync(commit with { Records = [commit.Records[0], commit.Records[0]] });
        await MistakenAsync(commit with { Records = [] });
        await MistakenAsync(new SampleRun("run-2").Begin() with { Records = [] });

        (await Store.FindAsync(run.Id)).ShouldBe(before);
        (await Store.FindAsync(new RunId("run-2"))).ShouldBeNull();
        await Store.CommitAsync(commit);

        async Task MistakenAsync(RunCommit mistaken) =>
            await Should.ThrowAsync<ArgumentException>(async () => await Store.CommitAsync(mistaken));
    }

    [Fact]
    public async Task CommitAsync_RunNotKnownAndNotTheFirst_Refused()
    {
        var run = new SampleRun("run-1");
        run.Begin();

        await RefusedAsync(Store, run.Continue());

        (await Store.FindAsync(run.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task CommitAsync_RunBegunTwice_SecondRefused()
    {
        var run = await BeginAsync();

        await RefusedAsync(Store, new SampleRun(run.Id.Value, "shop.other").Begin());
        await RefusedAsync(await OpenAsync(), new SampleRun(run.Id.Value, "shop.other").Begin());

        (await Store.FindAsync(run.Id)).ShouldBe(run.Summary);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, -1)]
    [InlineData(1, 0)]
    [InlineData(-1, 0)]
    public async Task CommitAsync_Stale_WritesNothingAtAll(int epoch, int sequence)
    {
        var run = await BeginAsync();
        var other = await BeginAsync("run-2");
        await Store.CommitAsync(run.Continue(OfEveryKind(run, other)) with { Snapshot = new byte[] { 1 } });
        await Store.SendAsync(Samples.Message(run.Id, "taken"));
        var before = await DescribeAsync(run, other);
        var summary = run.Summary;

        var stale = run.End(writes: OfEveryKind(run, other, "stale") with
        {
            Consumed = ["taken"],
            ClosedWaits = [10],
            ClosedTasks = [new ClosedTask(10, HumanTaskStatus.Completed, "approve", "ada")],
            ReleasedPermits = [10],
        });
        await RefusedAsync(Store, stale with
        {
            Epoch = stale.Epoch + epoch,
            FirstSequence = stale.FirstSequence + sequence,
            Records = [.. stale.Records.Select(record => record with { Sequence = record.Sequence + sequence })],
            Snapshot = new byte[] { 2 },
        });

        (await DescribeAsync(run, other)).ShouldBe(before);
        (await Store.FindAsync(run.Id)).ShouldBe(summary);
    }

    [Fact]
    public async Task CommitAsync_RunHasEnded_Refused()
    {
        var run = await BeginAsync();
        await Store.CommitAsync(run.End());
        var summary = run.Summary;

        await RefusedAsync(Store, run.Continue());

        (await Store.FindAsync(run.Id)).ShouldBe(summary);
    }

    [Fact]
    public async Task CommitAsync_GivenUpBefore_Refused()
    {
        var resting = await RestAsync("run-1");
        var released = await BeginAsync("run-2");
        await Store.ReleaseAsync(released.Id, 1);

        await RefusedAsync(Store, resting.Continue());
        await RefusedAsync(Store, released.Continue());
    }

    [Fact]
    public async Task CommitAsync_RunOfAnotherOwner_Refused()
    {
        var run = await BeginAsync();
        var other = await OpenAsync();

        await RefusedAsync(other, run.Continue());
    }

    [Fact]
    public async Task CommitAsync_SameSequenceAtOnce_OneWins()
    {
        var run = await BeginAsync();
        var commits = Enumerable.Range(0, 40).GroupBy(i => i / 4).ToDictionary(group => group.Key, _ => run.Continue());

        var won = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => IsCommittedAsync(commits[i / 4]))));

        won.Count(isWon => isWon).ShouldBe((await Store.ReadAsync(run.Id)).Count - 1);
        (await Store.ReadAsync(run.Id)).Select((record, i) => record.Sequence - i).ShouldAllBe(first => first == 1);
    }

    [Fact]
    public async Task CommitAsync_IdempotencyKeyTaken_NamesTheRunAndWritesNothing()
    {
        var first = new SampleRun("run-1");
        var second = new SampleRun("run-2");
        var witness = await BeginAsync("run-3");
        await Store.CommitAsync(first.Begin(key: "order-7"));

        var result = await Store.CommitAsync(second.Begin(OfEveryKind(second, witness), "order-7"));

        result.Existing.ShouldBe(first.Id);
        result.Notified.ShouldBeEmpty();
        (await Store.FindAsync(second.Id)).ShouldBeNull();
        (await Store.ReadAsync(second.Id)).ShouldBeEmpty();
        (await InboxAsync(witness)).ShouldBeEmpty();
        (await Store.ReadOutboxAsync(10)).ShouldBeEmpty();
        (await Index.ListPermitsAsync(null, 10)).ShouldBeEmpty();
        (await Index.ListTasksAsync(new HumanTaskQuery())).ShouldBeEmpty();
    }

    [Fact]
    public async Task CommitAsync_IdempotencyKeyOfEndedRun_IsTakenStill()
    {
        var first = new SampleRun("run-1");
        await Store.CommitAsync(first.Begin(key: "order-7"));
        await Store.CommitAsync(first.End());

        (await Store.CommitAsync(new SampleRun("run-2").Begin(key: "order-7"))).Existing.ShouldBe(first.Id);
    }

    [Fact]
    public async Task CommitAsync_IdempotencyKeyOfOtherWorkflowOrNone_MakesRun()
    {
        await Store.CommitAsync(new SampleRun("run-1").Begin(key: "order-7"));

        string?[] keys = ["order-7", "order-8", null, null];
        for (var i = 0; i < keys.Length; i++)
        {
            var run = new SampleRun($"run-{i + 2}", i == 0 ? "shop.other" : Samples.Workflow);

            (await Store.CommitAsync(run.Begin(key: keys[i]))).Existing.ShouldBeNull();

            (await Store.FindAsync(run.Id)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task CommitAsync_OneIdempotencyKeyAtOnce_OneRun()
    {
        var other = await OpenAsync();
        var runs = Enumerable.Range(1, 20).Select(i => new SampleRun($"run-{i}")).ToList();

        var results = await Task.WhenAll(runs.Select((run, i) =>
            Task.Run(() => (i % 2 == 0 ? Store : other).CommitAsync(run.Begin(key: "order-7")).AsTask())));

        var won = runs[results.ToList().FindIndex(result => result.Existing is null)];
        results.Count(result => result.Existing == won.Id).ShouldBe(19);
        (await Index.ListAsync(new RunQuery())).ShouldHaveSingleItem().RunId.ShouldBe(won.Id);
    }

    private static RunWrites OfEveryKind(SampleRun run, SampleRun other, string name = "first")
    {
        var activation = name == "first" ? 10 : 20;
        return new RunWrites
        {
            Messages = [Samples.Message(other.Id, name)],
            Events = [Samples.Event(name)],
            OpenedWaits = [Samples.EventWait("orders.*", activation, since: Samples.Start)],
            OpenedTasks = [Samples.Task(run, activation)],
            Permits = [new PermitRequest(activation, name, 1, LimitPolicy.Queue, null)],
            Cached = [new CacheEntry(name, Samples.Json("1"), Samples.Start.AddYears(1))],
        };
    }

    // All that a commit may change.
    private async Task<string> DescribeAsync(params SampleRun[] runs)
    {
        var lines = new List<string>();
        foreach (var run in runs)
        {
            lines.Add($"{await Store.FindAsync(run.Id)}");
            lines.AddRange((await Store.ReadAsync(run.Id)).Select(record => record.ToString()));
            lines.AddRange((await Store.ReadInboxAsync(run.Id)).Select(message => message.ToString()));
            var (snapshot, sequence, records) = await Store.LoadAsync(run.Id);
            lines.Add($"{Convert.ToHexString(snapshot.GetValueOrDefault().Span)} {sequence} {records.Count}");
        }

        lines.AddRange((await Store.ReadOutboxAsync(100)).Select(message => message.ToString()));
        lines.AddRange((await Index.ListTasksAsync(new HumanTaskQuery { Status = null })).Select(task => $"{task.Id} {task.Status}"));
        lines.AddRange((await Index.ListPermitsAsync(null, 100)).Select(holder => holder.ToString()));
        lines.Add($"{await Store.FindCachedAsync("first", Samples.Start)} {await Store.FindCachedAsync("stale", Samples.Start)}");
        return string.Join('\n', lines);
    }

    private async Task<bool> IsCommittedAsync(RunCommit commit)
    {
        try
        {
            await Store.CommitAsync(commit);
            return true;
        }
        catch (RunOwnershipLostException)
        {
            return false;
        }
    }
}
