using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Storage.Testing;

/// <summary>Messages to runs.</summary>
public abstract partial class JournalStoreContract
{
    [Fact]
    public async Task SendAsync_OfEveryKind_IsReadAsItWasSentAndInOrder()
    {
        var run = await BeginAsync();
        RunMessage[] messages =
        [
            // Neither the ids nor the moments are in the order of the sending.
            .. Enum.GetValues<RunMessageKind>().Select((kind, i) => Samples.Message(run.Id, $"m{9 - i}", kind) with
            {
                At = Samples.Start.AddMinutes(-i),
            }),
            new RunMessage { RunId = run.Id, Id = "bare", Kind = RunMessageKind.Resume, At = Samples.Start },
        ];

        foreach (var message in messages)
        {
            (await Store.SendAsync(message)).ShouldBe(SendResult.Accepted);
        }

        (await Store.ReadInboxAsync(run.Id)).ShouldBe(messages);
        (await (await OpenAsync()).ReadInboxAsync(run.Id)).ShouldBe(messages);
    }

    [Fact]
    public async Task SendAsync_IdKeptAlready_DuplicateAndFirstStays()
    {
        var run = await BeginAsync();
        await Store.SendAsync(Samples.Message(run.Id, "m"));

        var result = await (await OpenAsync()).SendAsync(Samples.Message(run.Id, "m", RunMessageKind.Cancel));

        result.ShouldBe(SendResult.Duplicate);
        (await Store.ReadInboxAsync(run.Id)).ShouldBe([Samples.Message(run.Id, "m")]);
    }

    [Fact]
    public async Task SendAsync_SameIdToOtherRun_Accepted()
    {
        var runs = new[] { await BeginAsync("run-1"), await BeginAsync("run-2") };

        foreach (var run in runs)
        {
            (await Store.SendAsync(Samples.Message(run.Id, "m"))).ShouldBe(SendResult.Accepted);
        }
    }

    [Fact]
    public async Task SendAsync_IdTakenBefore_AcceptedAgain()
    {
        var run = await BeginAsync();
        await Store.SendAsync(Samples.Message(run.Id, "m"));
        await Store.CommitAsync(run.Continue(new RunWrites { Consumed = ["m"] }));

        (await Store.SendAsync(Samples.Message(run.Id, "m"))).ShouldBe(SendResult.Accepted);

        (await InboxAsync(run)).ShouldBe(["m"]);
    }

    [Fact]
    public async Task SendAsync_NotKnownOrEnded_SaysSoAndKeepsNothing()
    {
        var run = await BeginAsync();
        await Store.CommitAsync(run.End(RunStatus.Cancelled));

        (await Store.SendAsync(Samples.Message(run.Id, "m"))).ShouldBe(SendResult.Ended);
        (await Store.SendAsync(Samples.Message(new RunId("nobody"), "m"))).ShouldBe(SendResult.Unknown);

        (await InboxAsync(run)).ShouldBeEmpty();
        (await Store.ReadInboxAsync(new RunId("nobody"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_ParkedRun_KeptUntilItIsUnparked()
    {
        var run = await BeginAsync();
        await Store.ParkAsync(run.Id, 1, Samples.Error);

        (await Store.SendAsync(Samples.Message(run.Id, "m"))).ShouldBe(SendResult.Accepted);
        await Store.UnparkAsync(run.Id);

        (await InboxAsync(run)).ShouldBe(["m"]);
    }

    [Fact]
    public async Task SendAsync_ManyAtOnce_EachIsKeptOnce()
    {
        var run = await BeginAsync();
        var other = await OpenAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            Task.Run(() => (i % 2 == 0 ? Store : other).SendAsync(Samples.Message(run.Id, $"m{i / 3}")).AsTask())));

        results.Count(result => result == SendResult.Accepted).ShouldBe(20);
        results.Count(result => result == SendResult.Duplicate).ShouldBe(40);
        (await InboxAsync(run)).ShouldBe(Enumerable.Range(0, 20).Select(i => $"m{i}"), ignoreOrder: true);
    }

    [Fact]
    public async Task CommitAsync_Consumed_RemovesThoseAlone()
    {
        var run = await BeginAsync("run-1");
        var other = await BeginAsync("run-2");
        await Store.SendAsync(Samples.Message(other.Id, "b"));
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            await Store.SendAsync(Samples.Message(run.Id, id));
        }

        await Store.CommitAsync(run.Continue(new RunWrites { Consumed = ["b", "d", "never sent"] }));

        (await InboxAsync(run)).ShouldBe(["a", "c"]);
        (await InboxAsync(other)).ShouldBe(["b"]);
    }

    [Fact]
    public async Task CommitAsync_MessagesToRuns_AreKeptAndTheirRunsNotified()
    {
        var run = await BeginAsync("run-1");
        var second = await BeginAsync("run-2");
        var third = await RestAsync("run-3");
        RunMessage[] messages =
            [Samples.Message(third.Id, "b"), Samples.Message(second.Id, "a"), Samples.Message(third.Id, "a"), Samples.Message(run.Id, "own")];

        var result = await Store.CommitAsync(run.Continue(new RunWrites { Messages = messages }));

        result.Notified.ShouldBe([run.Id, second.Id, third.Id], ignoreOrder: true);
        (await Store.ReadInboxAsync(second.Id)).ShouldBe([messages[1]]);
        (await Store.ReadInboxAsync(third.Id)).ShouldBe([messages[0], messages[2]]);
        (await Store.ReadInboxAsync(run.Id)).ShouldBe([messages[3]]);
    }

    [Fact]
    public async Task CommitAsync_MessageKeptAlready_StaysAndNobodyIsNotified()
    {
        var run = await BeginAsync("run-1");
        var other = await BeginAsync("run-2");
        await Store.SendAsync(Samples.Message(other.Id, "m"));

        var result = await Store.CommitAsync(run.Continue(new RunWrites
        {
            Messages = [Samples.Message(other.Id, "m", RunMessageKind.Cancel)],
        }));

        result.Notified.ShouldBeEmpty();
        (await Store.ReadInboxAsync(other.Id)).ShouldBe([Samples.Message(other.Id, "m")]);
    }

    [Fact]
    public async Task CommitAsync_MessagesToEndedAndUnknownRuns_Dropped()
    {
        var run = await BeginAsync("run-1");
        var ended = await BeginAsync("run-2");
        await Store.CommitAsync(ended.End());

        var result = await Store.CommitAsync(run.Continue(new RunWrites
        {
            Messages = [Samples.Message(ended.Id, "m"), Samples.Message(new RunId("nobody"), "m")],
        }));

        result.Notified.ShouldBeEmpty();
        (await InboxAsync(ended)).ShouldBeEmpty();
        (await Store.ReadInboxAsync(new RunId("nobody"))).ShouldBeEmpty();
        (await Store.ReadAsync(run.Id)).ShouldBe(run.Records);
    }

    [Fact]
    public async Task CommitAsync_EndOfChild_TellsParentInTheSameCommit()
    {
        var parent = await RestAsync("run-1");
        var child = new SampleRun("run-2", parent: parent.Id);
        await Store.CommitAsync(child.Begin());
        var message = Samples.Message(parent.Id, $"child/{child.Id}", RunMessageKind.ChildEnded);

        var result = await Store.CommitAsync(child.End(writes: new RunWrites { Messages = [message] }));

        result.Notified.ShouldBe([parent.Id]);
        (await Store.ReadInboxAsync(parent.Id)).ShouldBe([message]);
        (await Store.FindAsync(child.Id)).ShouldNotBeNull().HasEnded.ShouldBeTrue();
    }

    [Fact]
    public async Task CommitAsync_End_DropsMessagesAndNotifiesNobodyOfThem()
    {
        var run = await BeginAsync();
        await Store.SendAsync(Samples.Message(run.Id, "a"));

        var result = await Store.CommitAsync(run.End(writes: new RunWrites { Messages = [Samples.Message(run.Id, "b")] }));

        result.Notified.ShouldBeEmpty();
        (await InboxAsync(run)).ShouldBeEmpty();
        (await Store.FindNotifiedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task FindNotifiedAsync_RunsWithMessages_ThoseOfTheOwner()
    {
        var mine = await BeginAsync("run-1");
        var quiet = await BeginAsync("run-2");
        var given = await RestAsync("run-3");
        var other = await OpenAsync();
        var theirs = new SampleRun("run-4");
        await other.CommitAsync(theirs.Begin());
        foreach (var run in new[] { mine, given, theirs })
        {
            await Store.SendAsync(Samples.Message(run.Id, "a"));
            await Store.SendAsync(Samples.Message(run.Id, "b"));
        }

        (await Store.FindNotifiedAsync()).ShouldBe([mine.Id]);
        (await other.FindNotifiedAsync()).ShouldBe([theirs.Id]);

        await Store.CommitAsync(mine.Only(new RunWrites { Consumed = ["a"] }));
        (await Store.FindNotifiedAsync()).ShouldBe([mine.Id]);

        await Store.CommitAsync(mine.Only(new RunWrites { Consumed = ["b"] }));
        (await Store.FindNotifiedAsync()).ShouldBeEmpty();
        (await InboxAsync(quiet)).ShouldBeEmpty();
    }
}
