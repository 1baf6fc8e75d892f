using System.Diagnostics.CodeAnalysis;
using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Storage.Testing;

namespace Arch.Engine.Tests.Memory;

public sealed class MemoryJournalStoreContractTests : JournalStoreContract
{
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The contract disposes it.")]
    protected override ValueTask<IJournalStore> OpenStoreAsync() => ValueTask.FromResult<IJournalStore>(
        Stores is [MemoryJournalStore first, ..]
            ? first.OpenAnother()
            : new MemoryJournalStore(new MemoryStoreOptions { KeepsEverything = true }));
}
