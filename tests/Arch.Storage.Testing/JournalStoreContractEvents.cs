using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Storage.Testing;

/// <summary>The event log, and how events come to the runs that wait for them.</summary>
public abstract partial class JournalStoreContract
{
    [Fact]
    public async Task AppendEventAsync_Events_AreInTheOutboxInOrder()
    {
        // Neither the ids nor the moments are in order.
        BusEvent[] events =
        [
            Samples.Event("z", at: Samples.Start.AddMinutes(9)),
            Samples.Event("b", "orders.ü€𝄞", Samples.Start.AddMinutes(3)) with { Data = default },
            Samples.Event("m", at: Samples.Start.AddMinutes(6)),
        ];

        foreach (var message in events)
        {
            await Store.AppendEventAsync(message);
        }

        (await Store.ReadOutboxAsync(10)).ShouldBe(events);
        (await Store.ReadOutboxAsync(2)).ShouldBe(events[..2]);
        (await (await OpenAsync()).ReadOutboxAsync(10)).ShouldBe(events);
    }

    [Fact]
    public async Task AppendEventAsync_IdThereAlready_DoesNothing()
    {
        await Store.AppendEventAsync(Samples.Event("a"));
        await Store.AppendEventAsync(Samples.Event("a", "orders.other"));
        await Store.DispatchAsync([Samples.Event("a")]);
        await Store.AppendEventAsync(Samples.Event("a", "orders.third"));

        (await Store.ReadOutboxAsync(10)).ShouldBeEmpty();
        (await Index.ListEventsAsync(">", DateTimeOffset.MinValue, 10)).ShouldBe([Samples.Event("a")]);
    }

    [Fact]
    public async Task CommitAsync_Events_AreInTheLogOnce()
    {
        var run = await BeginAsync();
        var message = Samples.Event("a") with { Source = run.Id };

        await Store.CommitAsync(run.Continue(new RunWrites { Events = [message, Samples.Event("b")] }));
        await Store.CommitAsync(run.Continue(new RunWrites { Events = [Samples.Event("a", "orders.other")] }));

        (await Store.ReadOutboxAsync(10)).ShouldBe([message, Samples.Event("b")]);
    }

    [Fact]
    public async Task DispatchAsync_Events_LeaveTheOutboxAndStayInTheLog()
    {
        BusEvent[] events = [Samples.Event("a"), Samples.Event("b"), Samples.Event("c")];
        foreach (var message in events)
        {
            await Store.AppendEventAsync(message);
        }

        (await Store.DispatchAsync([events[2], events[0]])).ShouldBeEmpty();

        (await Store.ReadOutboxAsync(10)).ShouldBe([events[1]]);
        (await Index.ListEventsAsync("orders.paid", Samples.Start, 10)).ShouldBe(events);
    }

    [Fact]
    public async Task DispatchAsync_Waits_GetWhatTheyMean()
    {
        (string Subject, string Expected)[] waits =
        [
            ("orders.paid", "a"),
            ("orders.*", "a b"),
            ("orders.>", "a b c"),
            ("*.paid", "a d"),
            (">", "a b c d"),
            ("orders", ""),
            ("orders.paid.late", "c"),
            ("*.*.late", "c"),
        ];
        var runs = new List<SampleRun>();
        for (var i = 0; i < waits.Length; i++)
        {
            runs.Add(await RestAsync($"run-{i}", writes: new RunWrites { OpenedWaits = [Samples.EventWait(waits[i].Subject)] }));
        }

        await PublishAsync(
            Samples.Event("a", "orders.paid"),
            Samples.Event("b", "orders.sent"),
            Samples.Event("c", "orders.paid.late"),
            Samples.Event("d", "bills.paid"));

        for (var i = 0; i < waits.Length; i++)
        {
            var expected = waits[i].Expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => $"event/{id}");
            (await InboxAsync(runs[i])).ShouldBe(expected, customMessage: waits[i].Subject);
        }
    }

    [Fact]
    public async Task DispatchAsync_WaitingRun_GetsTheEventAsAMessage()
    {
        var run = await RestAsync("run-1", writes: new RunWrites { OpenedWaits = [Samples.EventWait("orders.paid")] });
        var message = Samples.Event("a", "orders.paid") with { Source = new RunId("run-7") };

        var notified = await PublishAsync(message);

        notified.ShouldBe([run.Id]);
        (await Store.ReadInboxAsync(run.Id)).ShouldBe(
        [
            new RunMessage
            {
                RunId = run.Id,
                Id = "event/a",
                Kind = RunMessageKind.Event,
                Name = "orders.paid",
                Data = message.ToValue(),
                At = message.At,
            },
        ]);
    }

    [Fact]
    public async Task DispatchAsync_SeveralWaitsOfARun_OneMessage()
    {
        var run = await RestAsync("run-1", writes: new RunWrites
        {
            OpenedWaits =
            [
                Samples.EventWait("orders.paid", 2),
                Samples.EventWait("orders.*", 2, leaf: 1),
                Samples.EventWait("orders.>", 3),
                Samples.EventWait("orders.paid", 4),
            ],
        });

        (await PublishAsync(Samples.Event("a"))).ShouldBe([run.Id]);

        (await InboxAsync(run)).ShouldBe(["event/a"]);
    }

    [Fact]
    public async Task DispatchAsync_SeveralRuns_EachGetsItAndIsNotified()
    {
        var runs = new List<SampleRun>();
        for (var i = 0; i < 30; i++)
        {
            var subject = i % 2 == 0 ? "orders.paid" : "orders.*";
            runs.Add(await RestAsync($"run-{i}", writes: new RunWrites { OpenedWaits = [Samples.EventWait(subject)] }));
        }

        (await PublishAsync(Samples.Event("a"), Samples.Event("b"))).ShouldBe(runs.Select(run => run.Id), ignoreOrder: true);

        foreach (var run in runs)
        {
            (await InboxAsync(run)).ShouldBe(["event/a", "event/b"]);
        }
    }

    [Fact]
    public async Task DispatchAsync_Twice_DeliversOnce()
    {
        var run = await BeginAsync(writes: new RunWrites { OpenedWaits = [Samples.EventWait("orders.paid")] });
        await PublishAsync(Samples.Event("a"));
        await Store.CommitAsync(run.Continue(new RunWrites { Consumed = ["event/a"] }));

        (await (await OpenAsync()).DispatchAsync([Samples.Event("a")])).ShouldBeEmpty();

        (await InboxAsync(run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task DispatchAsync_TwoOwnersAtOnce_DeliverOnce()
    {
        var run = await BeginAsync(writes: new RunWrites { OpenedWaits = [Samples.EventWait("orders.*")] });
        var other = await OpenAsync();
        var events = Enumerable.Range(0, 20).Select(i => Samples.Event($"e{i:00}")).ToList();
        foreach (var message in events)
        {
            await Store.AppendEventAsync(message);
        }

        await Task.WhenAll(
            Task.Run(() => Store.DispatchAsync(events).AsTask()),
            Task.Run(() => other.DispatchAsync(events).AsTask()));

        (await InboxAsync(run)).ShouldBe(events.Select(message => $"event/{message.Id}"));
        (await Store.ReadOutboxAsync(10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task DispatchAsync_WaitsThatAreOverOrForSignals_GetNothing()
    {
        var closed = await BeginAsync("run-1", new RunWrites
        {
            OpenedWaits = [Samples.EventWait("orders.paid", 2), Samples.EventWait("orders.*", 2, leaf: 1), Samples.EventWait("bills.*", 3)],
        });
        var ended = await BeginAsync("run-2", new RunWrites { OpenedWaits = [Samples.EventWait("orders.paid")] });
        var signal = await BeginAsync("run-3", new RunWrites
        {
            OpenedWaits = [new OpenWait(2, 0, RunMessageKind.Signal, "orders.paid", null)],
        });
        await Store.CommitAsync(closed.Continue(new RunWrites { ClosedWaits = [2, 99] }));
        await Store.CommitAsync(ended.End());

        (await PublishAsync(Samples.Event("a", "orders.paid"), Samples.Event("b", "bills.paid"))).ShouldBe([closed.Id]);

        (await InboxAsync(closed)).ShouldBe(["event/b"]);
        (await InboxAsync(ended)).ShouldBeEmpty();
        (await InboxAsync(signal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("orders.paid")]
    [InlineData("orders.*")]
    public async Task DispatchAsync_OneOfTwoWaitsForTheSameIsOver_TheOtherStillGetsIt(string subject)
    {
        var run = await BeginAsync(writes: new RunWrites { OpenedWaits = [Samples.EventWait(subject, 2), Samples.EventWait(subject, 3)] });
        await Store.CommitAsync(run.Continue(new RunWrites { ClosedWaits = [2] }));

        (await PublishAsync(Samples.Event("a"))).ShouldBe([run.Id]);
        await Store.CommitAsync(run.Continue(new RunWrites { Consumed = ["event/a"], ClosedWaits = [3] }));

        (await PublishAsync(Samples.Event("b"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task CommitAsync_WaitSince_GetsEventsOfTheLogFromThenOn()
    {
        await Store.AppendEventAsync(Samples.Event("too early", at: Samples.Start.AddTicks(-1)));
        await Store.AppendEventAsync(Samples.Event("dispatched", at: Samples.Start));
        await Store.DispatchAsync(await Store.ReadOutboxAsync(10));
        await Store.AppendEventAsync(Samples.Event("other", "bills.paid"));
        await Store.AppendEventAsync(Samples.Event("waiting"));
        var subject = await BeginAsync("run-1");
        var pattern = await BeginAsync("run-2");

        var toSubject = await Store.CommitAsync(subject.Rest(writes: new RunWrites
        {
            OpenedWaits = [Samples.EventWait("orders.paid", since: Samples.Start)],
        }));
        var toPattern = await Store.CommitAsync(pattern.Rest(writes: new RunWrites
        {
            OpenedWaits = [Samples.EventWait("orders.>", since: Samples.Start), Samples.EventWait("*.paid", 3, since: Samples.Start)],
        }));

        toSubject.Notified.ShouldBe([subject.Id]);
        toPattern.Notified.ShouldBe([pattern.Id]);
        (await InboxAsync(subject)).ShouldBe(["event/dispatched", "event/waiting"]);
        (await InboxAsync(pattern)).ShouldBe(["event/dispatched", "event/other", "event/waiting"], ignoreOrder: true);
    }

    [Fact]
    public async Task CommitAsync_WaitSinceWithOwnEvent_GetsItOnceWhenItIsDispatched()
    {
        var run = await BeginAsync();
        await Store.CommitAsync(run.Rest(writes: new RunWrites
        {
            Events = [Samples.Event("own")],
            OpenedWaits = [Samples.EventWait("orders.paid", since: Samples.Start)],
        }));

        await Store.DispatchAsync(await Store.ReadOutboxAsync(10));

        (await InboxAsync(run)).ShouldBe(["event/own"]);
    }

    [Fact]
    public async Task CommitAsync_WaitSinceAndDispatchLater_OneMessage()
    {
        await Store.AppendEventAsync(Samples.Event("a"));
        var run = await RestAsync("run-1", writes: new RunWrites
        {
            OpenedWaits = [Samples.EventWait("orders.paid", since: Samples.Start)],
        });

        (await Store.DispatchAsync([Samples.Event("a")])).ShouldBeEmpty();

        (await InboxAsync(run)).ShouldBe(["event/a"]);
    }

    [Theory]
    [InlineData("orders.paid")]
    [InlineData("orders.*")]
    public async Task CommitAsync_WaitSinceWithManyEvents_GetsTheNewestThousandInOrder(string subject)
    {
        var publisher = await BeginAsync("run-1");
        var events = Enumerable.Range(0, 1_100).Select(i => Samples.Event($"e{i:0000}", at: Samples.Start.AddSeconds(i))).ToList();
        await Store.CommitAsync(publisher.Continue(new RunWrites { Events = events }));
        var run = await BeginAsync("run-2");

        await Store.CommitAsync(run.Rest(writes: new RunWrites
        {
            OpenedWaits = [Samples.EventWait(subject, since: Samples.Start)],
        }));

        (await InboxAsync(run)).ShouldBe(events.Skip(100).Select(message => $"event/{message.Id}"));
    }

    [Fact]
    public async Task ListWaitsAsync_OpenWaits_ByActivationAndPart()
    {
        var signal = new OpenWait(3, 0, RunMessageKind.Signal, "go", null);
        var run = await BeginAsync("run-1", new RunWrites { OpenedWaits = [Samples.EventWait("b.*", 10), Samples.EventWait("a", 2, leaf: 1)] });
        await BeginAsync("run-2", new RunWrites { OpenedWaits = [Samples.EventWait("other")] });
        await Store.CommitAsync(run.Continue(new RunWrites { OpenedWaits = [signal, Samples.EventWait("c", 2)] }));

        (await Index.ListWaitsAsync(run.Id)).Select(wait => wait with { Since = null }).ShouldBe(
        [
            Samples.EventWait("c", 2) with { Since = null },
            Samples.EventWait("a", 2, leaf: 1) with { Since = null },
            signal,
            Samples.EventWait("b.*", 10) with { Since = null },
        ]);

        await Store.CommitAsync(run.Continue(new RunWrites { ClosedWaits = [2] }));
        (await Index.ListWaitsAsync(run.Id)).Select(wait => wait.Activation).ShouldBe([3, 10]);
        await Store.CommitAsync(run.End());
        (await Index.ListWaitsAsync(run.Id)).ShouldBeEmpty();
        (await Index.ListWaitsAsync(new RunId("nobody"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task ListEventsAsync_SubjectSinceAndLimit_TheOldestFirst()
    {
        var events = Enumerable.Range(0, 9)
            .Select(i => Samples.Event($"e{i}", i % 3 == 0 ? "bills.paid" : "orders.paid", Samples.Start.AddMinutes(i)))
            .ToList();
        foreach (var message in events)
        {
            await Store.AppendEventAsync(message);
        }

        (await Index.ListEventsAsync("orders.paid", Samples.Start, 10)).Select(message => message.Id)
            .ShouldBe(["e1", "e2", "e4", "e5", "e7", "e8"]);
        (await Index.ListEventsAsync("*.paid", Samples.Start.AddMinutes(6), 10)).ShouldBe(events[6..]);
        (await Index.ListEventsAsync(">", Samples.Start.AddMinutes(1), 3)).ShouldBe(events[1..4]);
        (await Index.ListEventsAsync("orders.paid", Samples.Start.AddMinutes(2), 2)).Select(message => message.Id).ShouldBe(["e2", "e4"]);
        (await Index.ListEventsAsync("orders", Samples.Start, 10)).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<RunId>> PublishAsync(params BusEvent[] events)
    {
        foreach (var message in events)
        {
            await Store.AppendEventAsync(message);
        }

        return await Store.DispatchAsync(events);
    }
}
