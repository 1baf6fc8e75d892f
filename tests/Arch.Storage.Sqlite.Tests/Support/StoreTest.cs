namespace Arch.Storage.Sqlite.Tests.Support;

/// <summary>A test on a folder of its own with one open store.</summary>
public abstract class StoreTest : IAsyncLifetime
{
    private protected StoreFolder Folder { get; } = new();

    private protected SqliteJournalStore Store => Folder.Stores[0];

    public virtual async ValueTask InitializeAsync() => await Folder.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Folder.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
