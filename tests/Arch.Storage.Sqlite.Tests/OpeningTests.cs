using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

public sealed class OpeningTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task OpenAsync_FolderMissing_MakesIt()
    {
        var inside = Path.Combine(_folder.Path, "a", "b");

        await using var store = await SqliteJournalStore.OpenAsync(StoreFolder.Options(inside));

        File.Exists(Path.Combine(inside, "arch.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task OpenAsync_NewFile_UsesWriteAheadLogAndVersion()
    {
        await _folder.OpenAsync();

        using var connection = _folder.Connect();
        Read(connection, "PRAGMA journal_mode").ShouldBe("wal");
        Read(connection, "SELECT version FROM schema").ShouldBe("2");
    }

    [Fact]
    public async Task Open_EachConnection_FlushesOnCommitAndChecksReferences()
    {
        await _folder.OpenAsync();

        using var connection = _folder.Connect();

        Read(connection, "PRAGMA synchronous").ShouldBe("2");
        Read(connection, "PRAGMA foreign_keys").ShouldBe("1");
        Read(connection, "PRAGMA busy_timeout").ShouldBe("60000");
    }

    [Fact]
    public async Task OpenAsync_ManyAtOnceOnANewFolder_AllOpen()
    {
        for (var round = 0; round < 10; round++)
        {
            var folder = Path.Combine(_folder.Path, $"round-{round}");

            var stores = await Task.WhenAll(Enumerable.Range(0, 6)
                .Select(_ => Task.Run(() => SqliteJournalStore.OpenAsync(StoreFolder.Options(folder)))));

            foreach (var store in stores)
            {
                await store.SaveDefinitionAsync(Sample.Definition, Sample.Sources);
            }

            await Task.WhenAll(stores.Select(store => store.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task DisposeAsync_LastOne_LeavesOneFileWithoutLog()
    {
        var store = await _folder.OpenAsync();
        await store.CommitAsync(Sample.Start("run-1"));
        await store.FindAsync(new Engine.Runs.RunId("run-1"));

        await store.DisposeAsync();

        Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).ShouldBe([_folder.File]);
    }

    [Fact]
    public async Task OpenAsync_NewerSchema_ARCH5004()
    {
        await (await _folder.OpenAsync()).DisposeAsync();
        _folder.Execute("UPDATE schema SET version = 3");

        var failure = await Should.ThrowAsync<JournalStoreException>(_folder.OpenAsync());

        failure.Code.ShouldBe("ARCH5004");
        failure.Message.ShouldBe(
            $"The store '{_folder.File}' has schema version 3; this version of Arch knows versions up to 2. "
            + "Use the version of Arch that wrote it, or a newer one.");
    }

    [Fact]
    public async Task OpenAsync_DatabaseOfAnotherProgram_ARCH5006AndFileUntouched()
    {
        _folder.Execute("CREATE TABLE contacts (name TEXT)");
        var before = await File.ReadAllBytesAsync(_folder.File, TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<JournalStoreException>(_folder.OpenAsync())).Code.ShouldBe("ARCH5006");

        (await File.ReadAllBytesAsync(_folder.File, TestContext.Current.CancellationToken)).ShouldBe(before);
    }

    [Fact]
    public async Task OpenAsync_NoDatabase_ARCH5001()
    {
        await File.WriteAllTextAsync(_folder.File, new string('x', 5000), TestContext.Current.CancellationToken);

        var failure = await Should.ThrowAsync<JournalStoreException>(_folder.OpenAsync());

        failure.Code.ShouldBe("ARCH5001");
        failure.Message.ShouldStartWith($"The store '{_folder.File}' is damaged, or is no SQLite database: file is not a database");
    }

    [Fact]
    public async Task OpenAsync_FolderIsAFile_ARCH5006()
    {
        var file = Path.Combine(_folder.Path, "plain");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var failure = await Should.ThrowAsync<JournalStoreException>(
            SqliteJournalStore.OpenAsync(StoreFolder.Options(file)));

        failure.Code.ShouldBe("ARCH5006");
        failure.Message.ShouldContain($"'{file}'");
    }

    [Fact]
    public async Task OpenAsync_Refused_LeavesNoLockFile()
    {
        _folder.Execute("CREATE TABLE contacts (name TEXT)");

        await Should.ThrowAsync<JournalStoreException>(_folder.OpenAsync());

        Directory.GetFiles(_folder.Hosts).ShouldBeEmpty();
    }

    private static string Read(Connection connection, string sql)
    {
        var row = connection.Prepared(sql);
        row.Step().ShouldBeTrue();
        var text = row.Text(0);
        row.Reset();
        return text;
    }
}
