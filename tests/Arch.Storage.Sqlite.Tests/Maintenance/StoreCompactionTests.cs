using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Maintenance;
using Arch.Storage.Sqlite.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Arch.Storage.Sqlite.Tests.Maintenance;

public sealed class StoreCompactionTests : StoreTest
{
    private static readonly CompactionOptions Options = new() { TimeProvider = new FakeTimeProvider(StoreFolder.Now.AddHours(2)) };

    [Fact]
    public async Task RunAsync_NoHostAfterPurging_GivesTheSpaceBack()
    {
        await FullRun.CommitAsync(Store, "run-0");
        for (var i = 1; i <= 60; i++)
        {
            var bytes = new byte[60_000];
            new Random(i).NextBytes(bytes);
            var inputs = Value.From(Convert.ToBase64String(bytes));
            await Store.CommitAsync(new RunCommit(1, 1, [Sample.Started() with { Inputs = inputs }], Sample.Summary($"run-{i}")));
            await Store.CommitAsync(Sample.Next($"run-{i}", 2, status: RunStatus.Succeeded));
        }

        (await Store.PurgeAsync(new PurgeQuery())).ShouldBe(60);
        var kept = await FullRun.DescribeAsync(Store, "run-0");
        await Store.DisposeAsync();

        var report = await CompactAsync();

        report.IsRewritten.ShouldBeTrue();
        report.BytesBefore.ShouldBeGreaterThan(3_000_000);
        report.BytesAfter.ShouldBeLessThan(300_000);
        report.BytesFreed.ShouldBe(report.BytesBefore - report.BytesAfter);
        report.BytesAfter.ShouldBe(new FileInfo(Folder.File).Length);
        (await FullRun.DescribeAsync(await Folder.OpenAsync(), "run-0")).ShouldBe(kept);
    }

    [Fact]
    public async Task RunAsync_Leftovers_RemovesThemAndNothingElse()
    {
        await FullRun.CommitAsync(Store, "run-1");
        await FullRun.CommitAsync(Store, "run-2");
        await Store.CommitAsync(Sample.Next("run-2", 4, status: RunStatus.Succeeded));
        await Store.DisposeAsync();
        Folder.Execute("""
            INSERT INTO blobs (hash, is_packed, content) VALUES (x'00', 0, x'00'), (x'01', 0, x'00');
            INSERT INTO blob_uses (run_id, hash) VALUES ('gone', x'00');
            """);

        var report = await CompactAsync();

        report.Removed.ShouldBe(new Dictionary<string, long>
        {
            ["snapshots of runs that have ended"] = 1,
            ["uses of large values by runs that are gone"] = 1,
            ["large values that nobody uses"] = 2,
            ["kept outputs that have expired"] = 2,
        });
        var check = await StoreCheck.RunAsync(Folder.Path, null, TestContext.Current.CancellationToken);
        check.Problems.ShouldBeEmpty();
        (check.Records, check.Snapshots, check.LargeValues, check.Leftovers).ShouldBe((7, 1, 2, 0));
    }

    [Fact]
    public async Task RunAsync_EventsBefore_KeepsThoseThatAreStillNeeded()
    {
        await Store.CommitAsync(Sample.Start("run-1") with
        {
            Writes = new RunWrites { OpenedWaits = [new OpenWait(2, 0, RunMessageKind.Event, "taken", StoreFolder.Now)] },
        });
        foreach (var (id, subject, minutes) in new[] { ("old", "other", 1), ("waiting", "taken", 2), ("new", "other", 30) })
        {
            await Store.AppendEventAsync(new BusEvent { Id = id, Subject = subject, At = StoreFolder.Now.AddMinutes(minutes) });
        }

        await Store.DispatchAsync(await Store.ReadOutboxAsync(10));
        await Store.AppendEventAsync(new BusEvent { Id = "undispatched", Subject = "other", At = StoreFolder.Now });

        var report = await StoreCompaction.RunAsync(
            Folder.Path, Options with { EventsBefore = StoreFolder.Now.AddMinutes(10) }, null, TestContext.Current.CancellationToken);

        report.Removed["events"].ShouldBe(1);
        (await Store.ListEventsAsync(">", StoreFolder.Now, 10)).Select(message => message.Id).ShouldBe(["undispatched", "waiting", "new"]);
        (await Store.ReadInboxAsync(new RunId("run-1"))).ShouldHaveSingleItem().Id.ShouldBe("event/waiting");
    }

    [Fact]
    public async Task RunAsync_HostAlive_RemovesLeftoversAndLeavesTheFileToTheHost()
    {
        await FullRun.CommitAsync(Store, "run-1");
        await Store.CommitAsync(Sample.Next("run-1", 4, status: RunStatus.Succeeded));

        var report = await CompactAsync();

        report.IsRewritten.ShouldBeFalse();
        report.Removed["snapshots of runs that have ended"].ShouldBe(1);
        await Store.CommitAsync(Sample.Start("run-2"));
    }

    [Fact]
    public async Task RunAsync_ManyLeftovers_RemovesAllInSteps()
    {
        await Store.DisposeAsync();
        Folder.Execute("""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
            INSERT INTO cache (key, outputs, expires_at) SELECT 'key-' || i, '1', 0 FROM n
            """);
        var told = new Told();

        var report = await StoreCompaction.RunAsync(Folder.Path, Options, told, TestContext.Current.CancellationToken);

        report.Removed["kept outputs that have expired"].ShouldBe(1200);
        told.All.Where(progress => progress.Stage == "removing kept outputs that have expired").Select(progress => progress.Done)
            .ShouldBe([500, 1000, 1200]);
    }

    [Fact]
    public async Task RunAsync_VersionOne_ARCH5004()
    {
        await using var old = new StoreFolder();
        VersionOneFile.Make(old);

        var failure = await Should.ThrowAsync<JournalStoreException>(
            StoreCompaction.RunAsync(old.Path, Options, null, TestContext.Current.CancellationToken));

        failure.Code.ShouldBe("ARCH5004");
        failure.Message.ShouldBe(
            $"The store '{old.File}' has schema version 1, which is older than that of this version of Arch. "
            + "Start a host on it once, which brings it up to date, then try again.");
    }

    [Fact]
    public async Task RunAsync_NoStore_ARCH5012()
    {
        await using var empty = new StoreFolder();

        (await Should.ThrowAsync<JournalStoreException>(
            StoreCompaction.RunAsync(empty.Path, Options, null, TestContext.Current.CancellationToken))).Code.ShouldBe("ARCH5012");
        Directory.GetFileSystemEntries(empty.Path).ShouldBeEmpty();
    }

    private Task<CompactionReport> CompactAsync() =>
        StoreCompaction.RunAsync(Folder.Path, Options, null, TestContext.Current.CancellationToken);
}
