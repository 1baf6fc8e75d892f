using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Maintenance;
using Arch.Storage.Sqlite.Ownership;
using Arch.Storage.Sqlite.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Arch.Storage.Sqlite.Tests.Maintenance;

public sealed class StoreRestoreTests : StoreTest
{
    private static readonly FakeTimeProvider Clock = new(StoreFolder.Now);

    private string? _before;

    private string Backup => Path.Combine(Folder.Path, "backup.db");

    private string Aside => Folder.File + ".before-20261122-093000";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await FullRun.CommitAsync(Store, "run-1");
        _before = await FullRun.DescribeAsync(Store, "run-1");
        await StoreBackup.RunAsync(Folder.Path, Backup, null, TestContext.Current.CancellationToken);
        await FullRun.CommitAsync(Store, "run-2");
    }

    [Fact]
    public async Task RunAsync_NoHost_StoreIsAsAtTheBackupAndTheOldOneIsKept()
    {
        await Store.DisposeAsync();

        var report = await RestoreAsync();

        report.File.ShouldBe(Folder.File);
        report.KeptAside.ShouldBe(Aside);
        report.Check.Runs.ShouldBe(1);
        var store = await Folder.OpenAsync();
        (await FullRun.DescribeAsync(store, "run-1")).ShouldBe(_before);
        (await store.FindAsync(new RunId("run-2"))).ShouldBeNull();
        (await store.ClaimAllAsync()).ShouldHaveSingleItem().Epoch.ShouldBe(2);
        await store.CommitAsync(Sample.Next("run-1", 4, epoch: 2));
        await store.DisposeAsync();
        Directory.GetFiles(Folder.Path).Order().ShouldBe([Folder.File, Aside, Backup]);
        (await StoreCheck.RunAsync(Aside, null, TestContext.Current.CancellationToken)).Runs.ShouldBe(2);
    }

    [Fact]
    public async Task RunAsync_IntoANewFolder_MakesIt()
    {
        var folder = Path.Combine(Folder.Path, "a", "b");

        var report = await StoreRestore.RunAsync(Backup, folder, time: Clock, cancellationToken: TestContext.Current.CancellationToken);

        report.KeptAside.ShouldBeNull();
        await using var store = await SqliteJournalStore.OpenAsync(StoreFolder.Options(folder));
        (await store.ReadAsync(new RunId("run-1"))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task RunAsync_HostAlive_ARCH5009AndNothingChanged()
    {
        var failure = await Should.ThrowAsync<JournalStoreException>(RestoreAsync());

        failure.Code.ShouldBe("ARCH5009");
        failure.Message.ShouldBe($"The store in '{Folder.Path}' is in use by a host. Wait until that has ended, or stop it, then try again.");
        await Store.CommitAsync(Sample.Next("run-2", 4));
        Directory.GetFiles(Folder.Path, "*.before-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task OpenAsync_WhileRestoring_ARCH5009()
    {
        await Store.DisposeAsync();
        JournalStoreException? refused = null;
        var told = new Told(_ => refused ??= Refusal());

        await StoreRestore.RunAsync(Backup, Folder.Path, time: Clock, progress: told, cancellationToken: TestContext.Current.CancellationToken);

        refused.ShouldNotBeNull().Code.ShouldBe("ARCH5009");
        (await (await Folder.OpenAsync()).ReadAsync(new RunId("run-1"))).Count.ShouldBe(3);

        JournalStoreException Refusal()
        {
            var opening = Should.ThrowAsync<JournalStoreException>(SqliteJournalStore.OpenAsync(StoreFolder.Options(Folder.Path)));
            return opening.GetAwaiter().GetResult();
        }
    }

    [Theory]
    [InlineData("UPDATE journal SET at = at + 1 WHERE seq = 3", "checking it found 1 problems, the first is in journal, run 'run-1': ")]
    [InlineData("DELETE FROM runs", "checking it found ")]
    public async Task RunAsync_BackupDamaged_ARCH5010AndNothingChanged(string damage, string problem)
    {
        await Store.DisposeAsync();
        using (var connection = Connections.Connection.Open(Backup, TimeSpan.Zero))
        {
            connection.Execute(damage);
        }

        var failure = await Should.ThrowAsync<JournalStoreException>(RestoreAsync());

        failure.Code.ShouldBe("ARCH5010");
        failure.Message.ShouldStartWith($"The backup '{Backup}' cannot be restored: {problem}");
        (await (await Folder.OpenAsync()).ReadAsync(new RunId("run-2"))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task RunAsync_BackupDamagedAndTakenAllTheSame_Restores()
    {
        await Store.DisposeAsync();
        using (var connection = Connections.Connection.Open(Backup, TimeSpan.Zero))
        {
            connection.Execute("UPDATE journal SET at = at + 1 WHERE seq = 3");
        }

        var report = await StoreRestore.RunAsync(
            Backup, Folder.Path, evenIfDamaged: true, Clock, cancellationToken: TestContext.Current.CancellationToken);

        report.Check.IsSound.ShouldBeFalse();
        (await (await Folder.OpenAsync()).FindAsync(new RunId("run-1"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task RunAsync_NoDatabase_ARCH5010EvenIfDamageIsTaken()
    {
        await Store.DisposeAsync();
        await File.WriteAllTextAsync(Backup, new string('x', 5000), TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<JournalStoreException>(StoreRestore.RunAsync(
            Backup, Folder.Path, evenIfDamaged: true, Clock, cancellationToken: TestContext.Current.CancellationToken)))
            .Code.ShouldBe("ARCH5010");
    }

    [Fact]
    public async Task RunAsync_OldDatabaseDamaged_KeepsItAllTheSame()
    {
        await Store.DisposeAsync();
        await File.WriteAllTextAsync(Folder.File, new string('x', 5000), TestContext.Current.CancellationToken);

        var report = await RestoreAsync();

        (await File.ReadAllTextAsync(report.KeptAside!, TestContext.Current.CancellationToken)).ShouldBe(new string('x', 5000));
        (await (await Folder.OpenAsync()).ReadAsync(new RunId("run-1"))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task OpenAsync_RestoreInterruptedAfterTheOldWasMoved_ARCH5013AndRestoringAgainGoesOn()
    {
        await Store.DisposeAsync();
        File.Copy(Backup, Folder.File + ".restoring");
        File.Move(Folder.File, Aside);

        var failure = await Should.ThrowAsync<JournalStoreException>(Folder.OpenAsync());
        failure.Code.ShouldBe("ARCH5013");
        failure.Message.ShouldBe($"The store '{Folder.File}' is not there, because restoring it was interrupted. Restore the backup again.");
        File.Exists(Folder.File).ShouldBeFalse();

        (await RestoreAsync()).KeptAside.ShouldBeNull();
        (await (await Folder.OpenAsync()).ReadAsync(new RunId("run-1"))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task RunAsync_Twice_KeepsBothOldOnes()
    {
        await Store.DisposeAsync();

        await RestoreAsync();
        var second = await RestoreAsync();

        second.KeptAside.ShouldBe(Aside + "-2");
        File.Exists(Aside).ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_BackupOfVersionOne_ComesUpToDateWhenOpened()
    {
        await using var old = new StoreFolder();
        VersionOneFile.Make(old);
        await Store.DisposeAsync();

        await StoreRestore.RunAsync(old.File, Folder.Path, time: Clock, cancellationToken: TestContext.Current.CancellationToken);

        (await (await Folder.OpenAsync()).ReadAsync(new RunId("run-4"))).Count.ShouldBe(5);
    }

    [Fact]
    public async Task RunAsync_OtherMaintenanceUnderWay_ARCH5009()
    {
        await Store.DisposeAsync();
        using var other = MaintenanceLock.Take(Folder.Path, Folder.Hosts);

        (await Should.ThrowAsync<JournalStoreException>(RestoreAsync())).Message
            .ShouldStartWith($"The store in '{Folder.Path}' is in use by other maintenance");
    }

    private Task<RestoreReport> RestoreAsync() =>
        StoreRestore.RunAsync(Backup, Folder.Path, time: Clock, cancellationToken: TestContext.Current.CancellationToken);
}
