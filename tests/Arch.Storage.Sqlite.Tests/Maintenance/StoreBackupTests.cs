using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Maintenance;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests.Maintenance;

public sealed class StoreBackupTests : StoreTest
{
    private string Target => Path.Combine(Folder.Path, "backup.db");

    [Fact]
    public async Task RunAsync_StoreInUse_OneFileWithEverything()
    {
        await FullRun.CommitAsync(Store, "run-1");
        var told = new Told();

        var report = await StoreBackup.RunAsync(Folder.Path, Target, told, TestContext.Current.CancellationToken);

        report.Check.IsSound.ShouldBeTrue();
        report.File.ShouldBe(Target);
        report.Bytes.ShouldBe(new FileInfo(Target).Length);
        told.All.ShouldContain(progress => progress.Stage == "copying pages" && progress.Done == progress.Total);
        Directory.GetFiles(Folder.Path, "backup*").ShouldBe([Target]);
        await using var copy = new StoreFolder();
        File.Copy(Target, copy.File);
        var restored = await copy.OpenAsync();
        (await FullRun.DescribeAsync(restored, "run-1")).ShouldBe(await FullRun.DescribeAsync(Store, "run-1"));
    }

    [Fact]
    public async Task RunAsync_WhileRunsAreWritten_IsOfOneMoment()
    {
        const int Runs = 400;
        var written = WriteAsync();
        var backups = 0;
        while (!written.IsCompleted)
        {
            var target = Path.Combine(Folder.Path, $"backup-{backups++}.db");
            (await StoreBackup.RunAsync(Folder.Path, target, null, TestContext.Current.CancellationToken)).Check.Problems.ShouldBeEmpty();
        }

        await written;
        backups.ShouldBeGreaterThan(0);

        async Task WriteAsync()
        {
            for (var i = 0; i < Runs; i++)
            {
                // What is written in one commit is in the backup in whole or not at all.
                await FullRun.CommitAsync(Store, $"run-{i:D4}");
            }
        }
    }

    [Fact]
    public async Task RunAsync_FileExists_ARCH5011AndFileAsItWas()
    {
        await File.WriteAllTextAsync(Target, "precious", TestContext.Current.CancellationToken);

        var failure = await Should.ThrowAsync<JournalStoreException>(
            StoreBackup.RunAsync(Folder.Path, Target, null, TestContext.Current.CancellationToken));

        failure.Code.ShouldBe("ARCH5011");
        failure.Message.ShouldBe(
            $"The backup was not made, because '{Target}' exists already and a backup never replaces a file. Name a file that does not exist.");
        (await File.ReadAllTextAsync(Target, TestContext.Current.CancellationToken)).ShouldBe("precious");
    }

    [Fact]
    public async Task RunAsync_FolderOfTargetMissing_NamesTheTarget()
    {
        var target = Path.Combine(Folder.Path, "missing", "backup.db");

        var failure = await Should.ThrowAsync<JournalStoreException>(
            StoreBackup.RunAsync(Folder.Path, target, null, TestContext.Current.CancellationToken));

        failure.Code.ShouldBe("ARCH5001");
        failure.Message.ShouldContain(target);
    }

    [Fact]
    public async Task RunAsync_CancelledWhileCopying_LeavesNothing()
    {
        await FullRun.CommitAsync(Store, "run-1");
        using var cancellation = new CancellationTokenSource();
        var told = new Told(_ => cancellation.Cancel());

        await Should.ThrowAsync<OperationCanceledException>(StoreBackup.RunAsync(Folder.Path, Target, told, cancellation.Token));

        told.All.ShouldNotBeEmpty();
        Directory.GetFiles(Folder.Path, "backup*").ShouldBeEmpty();
        await Store.CommitAsync(Sample.Next("run-1", 4));
    }

    [Fact]
    public async Task RunAsync_LeftFromACrash_MadeAnew()
    {
        await FullRun.CommitAsync(Store, "run-1");
        await File.WriteAllTextAsync(Target + ".unfinished", "half", TestContext.Current.CancellationToken);

        await StoreBackup.RunAsync(Folder.Path, Target, null, TestContext.Current.CancellationToken);

        Directory.GetFiles(Folder.Path, "backup*").ShouldBe([Target]);
    }

    [Fact]
    public async Task RunAsync_StoreDamaged_MakesItAndSaysSo()
    {
        await FullRun.CommitAsync(Store, "run-1");
        Folder.Execute("UPDATE journal SET at = at + 1 WHERE seq = 3");

        var report = await StoreBackup.RunAsync(Folder.Path, Target, null, TestContext.Current.CancellationToken);

        report.Check.Problems.ShouldHaveSingleItem().RunId.ShouldBe(new RunId("run-1"));
        File.Exists(Target).ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_NoStore_ARCH5012() => (await Should.ThrowAsync<JournalStoreException>(StoreBackup.RunAsync(
        Path.Combine(Folder.Path, "missing"), Target, null, TestContext.Current.CancellationToken))).Code.ShouldBe("ARCH5012");
}
