using Arch.Storage.Sqlite.Connections;
using Microsoft.Extensions.Time.Testing;

namespace Arch.Storage.Sqlite.Tests.Support;

/// <summary>A folder for stores that is gone after the test, and the stores opened in it.</summary>
internal sealed class StoreFolder : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    private const string Memory = "/dev/shm";

    private readonly DirectoryInfo _folder;
    private readonly List<SqliteJournalStore> _stores = [];

    /// <summary>Makes a folder.</summary>
    /// <param name="isInMemory">Whether it may be in memory, for tests that flush very often.</param>
    public StoreFolder(bool isInMemory = false) => _folder = isInMemory && Directory.Exists(Memory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"arch-store-{Guid.NewGuid():N}"))
        : Directory.CreateTempSubdirectory("arch-store-");

    public IReadOnlyList<SqliteJournalStore> Stores => _stores;

    public string Path => _folder.FullName;

    public string File => System.IO.Path.Combine(Path, "arch.db");

    public string Hosts => System.IO.Path.Combine(Path, "hosts");

    public static SqliteStoreOptions Options(string folder, TimeSpan? lockTimeout = null) => new()
    {
        Folder = folder,
        TimeProvider = new FakeTimeProvider(Now),
        LockTimeout = lockTimeout ?? TimeSpan.FromMinutes(1),
    };

    /// <summary>Opens a store with the sample definition kept.</summary>
    public async Task<SqliteJournalStore> OpenAsync(TimeSpan? lockTimeout = null)
    {
        var store = await SqliteJournalStore.OpenAsync(Options(Path, lockTimeout));
        _stores.Add(store);
        await store.SaveDefinitionAsync(Sample.Definition, Sample.Sources);
        return store;
    }

    /// <summary>Carries out SQL on a connection of its own.</summary>
    public void Execute(string sql)
    {
        using var connection = Connect();
        connection.Execute(sql);
    }

    public Connection Connect() => Connection.Open(File, TimeSpan.FromMinutes(1));

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
