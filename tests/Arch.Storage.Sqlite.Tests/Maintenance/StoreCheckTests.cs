using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Maintenance;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests.Maintenance;

public sealed class StoreCheckTests : StoreTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await FullRun.CommitAsync(Store, "run-1");
        await FullRun.CommitAsync(Store, "run-2");
        await Store.CommitAsync(Sample.Next("run-2", 4, status: RunStatus.Succeeded));
    }

    [Fact]
    public async Task RunAsync_StoreInUse_SoundAndCounted()
    {
        var told = new Told();

        var report = await StoreCheck.RunAsync(Folder.Path, told, TestContext.Current.CancellationToken);

        report.Problems.ShouldBeEmpty();
        report.IsSound.ShouldBeTrue();
        (report.SchemaVersion, report.Runs, report.Records, report.Snapshots, report.LargeValues, report.Leftovers)
            .ShouldBe((2, 2, 7, 2, 2, 1));
        report.File.ShouldBe(Folder.File);
    }

    [Theory]
    [InlineData("UPDATE journal SET at = at + 1 WHERE run_id = 'run-1' AND seq = 3", "journal, run 'run-1': The journal of run 'run-1' cannot be read: record 3 of kind 'step_opened' was changed or damaged after it was written.")]
    [InlineData("DELETE FROM journal WHERE run_id = 'run-1' AND seq = 2", "journal, run 'run-1': The journal of run 'run-1' cannot be read: record 2 is missing; record 3 follows.")]
    [InlineData("DELETE FROM journal WHERE run_id = 'run-1' AND seq = 3", "journal, run 'run-1': Its last record is 2 instead of 3.")]
    [InlineData("DELETE FROM journal WHERE run_id = 'run-1'", "journal, run 'run-1': It has 0 records instead of 3.")]
    [InlineData("DELETE FROM runs WHERE run_id = 'run-2'", "journal, run 'run-2': It has 4 records, but there is no such run.")]
    [InlineData("UPDATE runs SET status = 'dreaming' WHERE run_id = 'run-1'", "runs, run 'run-1': The journal of run 'run-1' cannot be read: its status 'dreaming' is not known to this version of Arch.")]
    [InlineData("UPDATE runs SET error = '{' WHERE run_id = 'run-1'", "runs, run 'run-1': The store was damaged, or written by a newer version of Arch: the error of run 'run-1' cannot be read")]
    [InlineData("UPDATE runs SET ended_at = NULL WHERE run_id = 'run-2'", "runs, run 'run-2': Its status 'Succeeded' and the moment of its end contradict each other.")]
    [InlineData("UPDATE runs SET owner = 'x' WHERE run_id = 'run-2'", "runs, run 'run-2': It has ended and has an owner all the same.")]
    [InlineData("UPDATE snapshots SET state = x'00' WHERE run_id = 'run-1'", "snapshots, run 'run-1': Its snapshot was changed or damaged after it was written. It is ignored")]
    [InlineData("UPDATE blobs SET content = x'00', is_packed = 0", "large values: The value ")]
    [InlineData("DELETE FROM blobs", "large values, run 'run-1': The value ")]
    [InlineData("UPDATE inbox SET run_id = 'run-2'", "inbox, run 'run-2': It has 3 messages, but it has ended or is not there.")]
    [InlineData("UPDATE inbox SET event = 99 WHERE event IS NOT NULL", "inbox, run 'run-1': The store was damaged, or written by a newer version of Arch: message 'event/event-of-run-1' to run 'run-1' cannot be read, because its event is not in the event log.")]
    [InlineData("UPDATE waits SET run_id = 'run-3'", "waits, run 'run-3': It has 2 waits, but it has ended or is not there.")]
    [InlineData("UPDATE permits SET run_id = 'run-2'", "permits, run 'run-2': It has 1 permits, but it has ended or is not there.")]
    [InlineData("UPDATE tasks SET status = 'open' WHERE run_id = 'run-2'", "tasks, run 'run-2': Its task 'run-2:4' is open after its end, or the run is not there.")]
    [InlineData("UPDATE tasks SET actions = '1' WHERE run_id = 'run-1'", "tasks, run 'run-1': The store was damaged, or written by a newer version of Arch: task 'run-1:4' cannot be read, because its actions are no array.")]
    [InlineData("UPDATE events SET data = '{' WHERE number = 1", "events: The store was damaged, or written by a newer version of Arch: the data of event 'event-of-run-1' cannot be read")]
    [InlineData("UPDATE cache SET outputs = '{' WHERE key = 'cache-of-run-1'", "cache: The store was damaged, or written by a newer version of Arch: what is kept under 'cache-of-run-1' cannot be read")]
    [InlineData("PRAGMA foreign_keys = OFF; DELETE FROM definitions", "definitions, run 'run-1': Its definition 'dddd")]
    [InlineData("UPDATE definitions SET sources = '[1]'", "definitions: The sources of definition 'dddd")]
    public async Task RunAsync_Damaged_SaysWhat(string damage, string problem)
    {
        Folder.Execute(damage);

        var report = await StoreCheck.RunAsync(Folder.Path, cancellationToken: TestContext.Current.CancellationToken);

        report.IsSound.ShouldBeFalse();
        report.Problems.Select(found => found.ToString()).ShouldContain(found => found.StartsWith(problem));
    }

    [Fact]
    public async Task RunAsync_IndexWithoutARow_SaysSo()
    {
        await Store.DisposeAsync();
        Folder.Execute("""
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'runs_by_parent') WHERE name = 'runs_by_status';
            """);

        var report = await StoreCheck.RunAsync(Folder.Path, cancellationToken: TestContext.Current.CancellationToken);

        report.Problems.ShouldContain(found => found.Part == "pages");
    }

    [Fact]
    public async Task RunAsync_BytesChangedAnywhere_NeverThrows()
    {
        const int Seed = 20261126;
        var random = new Random(Seed);
        await Store.DisposeAsync();
        var database = await File.ReadAllBytesAsync(Folder.File, TestContext.Current.CancellationToken);
        var unsound = 0;
        for (var round = 0; round < 150; round++)
        {
            await using var copy = new StoreFolder();
            var damaged = (byte[])database.Clone();
            for (var i = 0; i < 20; i++)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            }

            await File.WriteAllBytesAsync(copy.File, damaged, TestContext.Current.CancellationToken);
            try
            {
                unsound += (await StoreCheck.RunAsync(copy.Path, cancellationToken: TestContext.Current.CancellationToken)).IsSound ? 0 : 1;
            }
            catch (JournalStoreException refused) when (refused.Code is "ARCH5004" or "ARCH5006")
            {
                // The version or the name of a table was hit.
                unsound++;
            }
        }

        TestContext.Current.SendDiagnosticMessage($"Seed {Seed}: {unsound} of 150 found.");
        unsound.ShouldBeGreaterThan(80);
    }

    [Fact]
    public async Task RunAsync_VersionOne_ChecksWhatItHas()
    {
        await using var old = new StoreFolder();
        VersionOneFile.Make(old);

        var report = await StoreCheck.RunAsync(old.File, cancellationToken: TestContext.Current.CancellationToken);

        report.Problems.ShouldBeEmpty();
        (report.SchemaVersion, report.Runs, report.Records).ShouldBe((1, 4, 20));
    }

    [Fact]
    public async Task RunAsync_NoStore_ARCH5012AndNothingMade()
    {
        await using var empty = new StoreFolder();

        var failure = await Should.ThrowAsync<JournalStoreException>(
            StoreCheck.RunAsync(empty.Path, cancellationToken: TestContext.Current.CancellationToken));

        failure.Code.ShouldBe("ARCH5012");
        failure.Message.ShouldBe($"There is no store '{empty.File}'. Name the folder of a store, or a file that a backup made.");
        Directory.GetFileSystemEntries(empty.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_NoDatabase_SaysSo()
    {
        await using var other = new StoreFolder();
        await File.WriteAllTextAsync(other.File, new string('x', 5000), TestContext.Current.CancellationToken);

        var report = await StoreCheck.RunAsync(other.Path, cancellationToken: TestContext.Current.CancellationToken);

        report.Problems.ShouldHaveSingleItem().Message.ShouldStartWith("The file cannot be read: file is not a database");
    }

    [Fact]
    public async Task RunAsync_Cancelled_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(StoreCheck.RunAsync(Folder.Path, null, cancellation.Token));
    }
}
