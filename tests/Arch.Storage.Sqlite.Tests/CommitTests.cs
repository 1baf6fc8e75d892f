using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Tests.Support;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Tests;

public sealed class CommitTests : StoreTest
{
    private static readonly RunId Run = new("run-1");

    private static StepError Error => new()
    {
        Kind = StepErrorKinds.Plugin,
        Code = "http.status",
        Message = "The server said „no“ – 𝄞",
        Step = "fetch",
        Attempt = 3,
        Retryable = true,
        Status = 503,
        RetryAfter = TimeSpan.FromSeconds(2.5),
        Details = ValueJson.Parse("""{"body":"sorry"}"""),
    };

    /// <summary>Gets one record of each kind.</summary>
    public static TheoryData<string> Kinds =>
        [.. Records().Select(record => record.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ReadAsync_RecordOfEachKind_ComesBackAsItWas(string kind)
    {
        var record = Records().Single(record => record.Kind == kind) with
        {
            Sequence = 2,
            At = StoreFolder.Now.AddTicks(1_234_567),
        };
        await Store.CommitAsync(Sample.Start(Run.Value));

        await Store.CommitAsync(new RunCommit(1, 2, [record], Sample.Summary(Run.Value)));

        var read = (await Store.ReadAsync(Run))[1];
        read.GetType().ShouldBe(record.GetType());
        read.Sequence.ShouldBe(2);
        read.At.ShouldBe(record.At);
        JournalCodec.Encode(read).ShouldBe(JournalCodec.Encode(record));
    }

    [Fact]
    public async Task ReadAsync_SeveralCommits_AllRecordsInOrder()
    {
        await Store.CommitAsync(new RunCommit(1, 1, [Sample.Started(), Sample.Opened(2), Sample.Opened(3)], Sample.Summary(Run.Value)));
        await Store.CommitAsync(new RunCommit(1, 4, [Sample.Opened(4), Sample.Opened(5)], Sample.Summary(Run.Value)));
        await Store.CommitAsync(Sample.Start("run-2"));

        var records = await Store.ReadAsync(Run);

        records.Select(record => record.Sequence).ShouldBe([1, 2, 3, 4, 5]);
        records.OfType<StepOpened>().Select(record => record.Activation).ShouldBe([2, 3, 4, 5]);
    }

    [Fact]
    public async Task ReadAsync_UnknownRun_NoRecords() => (await Store.ReadAsync(new RunId("nobody"))).ShouldBeEmpty();

    [Fact]
    public async Task ReadAsync_OtherStoreOnTheFolder_SeesWhatWasCommitted()
    {
        var other = await Folder.OpenAsync();

        await Store.CommitAsync(Sample.Start(Run.Value));

        (await other.ReadAsync(Run)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task FindAsync_EndedRun_SummaryComesBackAsItWas()
    {
        var summary = Sample.Summary(Run.Value, RunStatus.Failed) with
        {
            Parent = new RunId("run-0"),
            EndedAt = StoreFolder.Now.AddTicks(7),
            Error = Error,
            Outputs = ValueJson.Parse("""{"total":12.5,"names":["a","ü"],"none":null}"""),
        };
        await Store.CommitAsync(Sample.Start(Run.Value) with { Summary = Sample.Summary(Run.Value) with { Parent = summary.Parent } });

        await Store.CommitAsync(new RunCommit(1, 2, [Sample.Opened(2)], summary));

        (await Store.FindAsync(Run)).ShouldBe(summary);
    }

    [Fact]
    public async Task FindAsync_WaitingThenRunning_DueMomentGoesAway()
    {
        await Store.CommitAsync(Sample.Start(Run.Value));
        await Store.CommitAsync(Sample.Next(Run.Value, 2, status: RunStatus.Waiting));
        (await Store.FindAsync(Run)).ShouldBe(Sample.Summary(Run.Value, RunStatus.Waiting));

        await Store.CommitAsync(Sample.Next(Run.Value, 3));

        (await Store.FindAsync(Run)).ShouldBe(Sample.Summary(Run.Value));
    }

    [Fact]
    public async Task FindAsync_UnknownRun_Null() => (await Store.FindAsync(new RunId("nobody"))).ShouldBeNull();

    [Theory]
    [InlineData(1, 1)] // The run is there already
    [InlineData(1, 2)] // Written by another before
    [InlineData(1, 4)] // A gap
    [InlineData(2, 3)] // An epoch that nobody has
    [InlineData(0, 3)]
    public async Task CommitAsync_StaleEpochOrSequence_RefusedAndNothingWritten(long epoch, long sequence)
    {
        await Store.CommitAsync(Sample.Start(Run.Value));
        await Store.CommitAsync(Sample.Next(Run.Value, 2));
        var stale = new RunCommit(epoch, sequence, [Sample.Opened(sequence)], Sample.Summary(Run.Value, RunStatus.Failed));

        var lost = await Should.ThrowAsync<RunOwnershipLostException>(Store.CommitAsync(stale).AsTask());

        lost.RunId.ShouldBe(Run);
        (await Store.ReadAsync(Run)).Count.ShouldBe(2);
        (await Store.FindAsync(Run))!.Status.ShouldBe(RunStatus.Running);
    }

    [Fact]
    public async Task CommitAsync_AfterTheRunEnded_Refused()
    {
        await Store.CommitAsync(Sample.Start(Run.Value));
        await Store.CommitAsync(Sample.Next(Run.Value, 2, status: RunStatus.Succeeded));

        await Should.ThrowAsync<RunOwnershipLostException>(Store.CommitAsync(Sample.Next(Run.Value, 2)).AsTask());
    }

    [Fact]
    public async Task CommitAsync_DefinitionNotKept_RefusedAndStoreGoesOn()
    {
        var commit = Sample.Start(Run.Value) with
        {
            Summary = Sample.Summary(Run.Value) with { Definition = new DefinitionId("unknown") },
        };

        var refused = await Should.ThrowAsync<InvalidOperationException>(Store.CommitAsync(commit).AsTask());

        refused.Message.ShouldBe("Definition 'unknown' of run 'run-1' is not kept. Save it before its first run.");
        await Store.CommitAsync(Sample.Start(Run.Value));
    }

    [Fact]
    public async Task CommitAsync_RecordOutOfOrder_ArgumentException() =>
        (await Should.ThrowAsync<ArgumentException>(() => Store.CommitAsync(
                new RunCommit(1, 1, [Sample.Started(), Sample.Opened(3)], Sample.Summary(Run.Value))).AsTask()))
            .Message.ShouldStartWith("Record 2 of the commit of run 'run-1' has sequence number 3; 2 was expected.");

    [Fact]
    public async Task CommitAsync_NoRecords_ArgumentException() =>
        (await Should.ThrowAsync<ArgumentException>(() => Store.CommitAsync(new RunCommit(1, 1, [], Sample.Summary(Run.Value))).AsTask()))
            .Message.ShouldStartWith("The commit of run 'run-1' has no records.");

    [Fact]
    public async Task FindDefinitionAsync_Saved_SourcesComeBack()
    {
        await Store.SaveDefinitionAsync(Sample.Definition, Sample.Sources);

        (await Store.FindDefinitionAsync(Sample.Definition)).ShouldBe(Sample.Sources);
        (await Store.FindDefinitionAsync(new DefinitionId("unknown"))).ShouldBeNull();
    }

    [Fact]
    public async Task SaveDefinitionAsync_KeptAlready_WritesNothing()
    {
        var before = Store.Batches;

        await Store.SaveDefinitionAsync(Sample.Definition, Sample.Sources);

        Store.Batches.ShouldBe(before);
    }

    [Fact]
    public async Task CommitAsync_StoreDisposed_ObjectDisposedException()
    {
        await Store.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(Store.CommitAsync(Sample.Start(Run.Value)).AsTask());
        await Should.ThrowAsync<ObjectDisposedException>(() => Store.FindAsync(Run).AsTask());
    }

    [Fact]
    public async Task DisposeAsync_CommitsWaiting_WritesThemFirst()
    {
        var commits = Enumerable.Range(0, 50).Select(i => Store.CommitAsync(Sample.Start($"run-{i}")).AsTask()).ToList();

        await Store.DisposeAsync();

        await Task.WhenAll(commits);
        var reopened = await Folder.OpenAsync();
        (await reopened.ListAsync(new RunQuery())).Count.ShouldBe(50);
    }

    private static IEnumerable<JournalRecord> Records()
    {
        var later = StoreFolder.Now.AddMinutes(5).AddTicks(1);
        var value = ValueJson.Parse("""{"a":[1,2.5,"ü𝄞",null,true]}""");
        yield return new RunStarted { Definition = Sample.Definition, Inputs = value, Trigger = value, Parent = new RunId("p") };
        yield return new StepFinished
        {
            Lane = 1,
            Node = 2,
            Status = StepStatus.Returned,
            Outputs = value,
            Error = Error,
            Variables = [new("total", value)],
        };
        yield return new StepOpened { Activation = 1, Lane = 2, Node = 3 };
        yield return new AttemptOpened { Activation = 1, Attempt = 2, Input = value, TimeoutAt = later, DueAt = later };
        yield return new AttemptFailed { Activation = 1, Error = Error, RetryAt = later };
        yield return new LaneOpened { Lane = 1, Activation = 2, Role = LaneRole.Finally, Key = 3, Error = Error };
        yield return new LaneClosed { Lane = 1, Status = StepStatus.Skipped, Result = value, Error = Error };
        yield return new LoopPaused { Activation = 1, DueAt = later };
        yield return new UnwindingStarted { Activation = 1, Status = StepStatus.Cancelled, Outputs = value, Error = Error };
        yield return new StepClosed { Activation = 1, Status = StepStatus.Succeeded, Outputs = value, Error = Error };
        yield return new RunEnded { Status = RunStatus.Failed, Outputs = value, Error = Error };
    }
}
