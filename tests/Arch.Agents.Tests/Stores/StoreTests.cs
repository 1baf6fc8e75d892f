using Arch.Agents.Memory;
using Arch.Agents.Ports;
using Arch.Storage.Sqlite;
using Arch.Storage.Sqlite.Agents;

namespace Arch.Agents.Tests.Stores;

public sealed class MemoryAgentStoreTests : AgentStoreContract
{
    private readonly MemoryAgentStore _store = new();

    protected override Task<IAgentStore> OpenAsync() => Task.FromResult<IAgentStore>(_store.Connect());

    protected override Task KillAsync(IAgentStore store)
    {
        ((MemoryAgentStore)store).Kill();
        return Task.CompletedTask;
    }
}

public sealed class SqliteAgentStoreTests : AgentStoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arch-agents-").FullName;

    protected override async Task<IAgentStore> OpenAsync() =>
        await SqliteAgentStore.OpenAsync(new SqliteStoreOptions { Folder = _folder });

    // Closed without giving anything back, the lock of the owner is free, as after the end of its process.
    protected override async Task KillAsync(IAgentStore store) => await store.DisposeAsync();

    protected override ValueTask CleanUpAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }
}
