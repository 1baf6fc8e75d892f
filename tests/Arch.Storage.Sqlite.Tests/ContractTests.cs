using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Tests.Support;
using Arch.Storage.Testing;

namespace Arch.Storage.Sqlite.Tests;

/// <summary>What every store does.</summary>
public sealed class ContractTests : JournalStoreContract
{
    private readonly StoreFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _folder.DisposeAsync();
    }

    protected override async ValueTask<IJournalStore> OpenStoreAsync() =>
        await SqliteJournalStore.OpenAsync(StoreFolder.Options(_folder.Path));
}
