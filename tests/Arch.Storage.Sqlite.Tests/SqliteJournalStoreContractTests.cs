using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Tests.Support;
using Arch.Storage.Testing;

namespace Arch.Storage.Sqlite.Tests;

public sealed class SqliteJournalStoreContractTests : JournalStoreContract
{
    private readonly StoreFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _folder.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override async ValueTask<IJournalStore> OpenStoreAsync() => await _folder.OpenAsync();
}
