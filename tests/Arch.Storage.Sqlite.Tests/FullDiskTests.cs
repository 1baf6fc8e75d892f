using System.Diagnostics;
using System.Globalization;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Maintenance;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

public sealed class FullDiskTests
{
    [Fact]
    public Task CommitAsync_DiskFull_StopsWithARCH5001AndLosesNothing() => OnSmallDiskAsync(async disk =>
    {
        var ballast = Path.Combine(disk, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[1_000_000], TestContext.Current.CancellationToken);
        var folder = Path.Combine(disk, "store");

        var committed = await FillAsync(folder);
        File.Delete(ballast);

        await using var reopened = await SqliteJournalStore.OpenAsync(StoreFolder.Options(folder));
        var records = (await reopened.ReadAsync(new RunId("run-1"))).Count;
        records.ShouldBeInRange(committed, committed + 1);
        (await reopened.ReadOutboxAsync(int.MaxValue)).Count.ShouldBe(records - 1);
        (await reopened.ListWaitsAsync(new RunId("run-1"))).ShouldHaveSingleItem().Activation.ShouldBe(records);
        (await StoreCheck.RunAsync(folder, null, TestContext.Current.CancellationToken)).Problems.ShouldBeEmpty();
        await reopened.CommitAsync(Sample.Start("run-2"));
    });

    [Fact]
    public Task StoreBackup_DiskOfTheBackupFull_NamesItAndLeavesNothing() => OnSmallDiskAsync(async disk =>
    {
        await using var folder = new StoreFolder();
        var store = await folder.OpenAsync();
        var bytes = new byte[3_000_000];
        new Random(20261125).NextBytes(bytes);
        var inputs = Value.From(Convert.ToBase64String(bytes));
        await store.CommitAsync(new RunCommit(1, 1, [Sample.Started() with { Inputs = inputs }], Sample.Summary("run-1")));
        var target = Path.Combine(disk, "backup.db");

        var failure = await Should.ThrowAsync<JournalStoreException>(
            StoreBackup.RunAsync(folder.Path, target, null, TestContext.Current.CancellationToken));

        failure.Code.ShouldBe("ARCH5001");
        failure.Message.ShouldStartWith($"The store '{target}.unfinished' has no room to grow");
        Directory.GetFileSystemEntries(disk).ShouldBeEmpty();
        await store.CommitAsync(Sample.Next("run-1", 2));
    });

    private static async Task OnSmallDiskAsync(Func<string, Task> test)
    {
        var mount = Directory.CreateTempSubdirectory("arch-disk-").FullName;
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", mount),
            "A small disk cannot be mounted here: it takes Linux and the right to mount.");
        try
        {
            await test(mount);
        }
        finally
        {
            (await RunAsync("umount", mount)).ShouldBeTrue();
            Directory.Delete(mount);
        }
    }

    private static async Task<int> FillAsync(string folder)
    {
        await using var store = await SqliteJournalStore.OpenAsync(StoreFolder.Options(folder));
        await store.SaveDefinitionAsync(Sample.Definition, Sample.Sources);
        await store.CommitAsync(Sample.Start("run-1"));
        for (var committed = 1; ; committed++)
        {
            try
            {
                await store.CommitAsync(Next(committed + 1));
            }
            catch (JournalStoreException failure)
            {
                failure.Code.ShouldBe("ARCH5001");
                failure.Message.ShouldContain("Free some space on that disk, then start again");
                (await Should.ThrowAsync<JournalStoreException>(store.CommitAsync(Sample.Start("run-2")).AsTask()))
                    .Message.ShouldBe(failure.Message);
                (await store.ReadAsync(new RunId("run-1"))).Count.ShouldBe(committed);
                return committed;
            }
        }
    }

    // With an event, and a wait in the place of the one before.
    private static RunCommit Next(int sequence) => Sample.Next("run-1", sequence) with
    {
        Writes = new RunWrites
        {
            Events = [new BusEvent { Id = sequence.ToString(CultureInfo.InvariantCulture), Subject = "a", At = StoreFolder.Now }],
            OpenedWaits = [new OpenWait(sequence, 0, RunMessageKind.Signal, "go", null)],
            ClosedWaits = [sequence - 1],
        },
    };

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })
            ?? throw new InvalidOperationException($"'{program}' did not start.");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
