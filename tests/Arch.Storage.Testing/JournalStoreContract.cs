using Arch.Engine.Ports;

namespace Arch.Storage.Testing;

/// <summary>
/// What <see cref="IJournalStore"/> and <see cref="IRunIndex"/> say of every store. A test class of a store inherits it and says
/// how one is opened.
/// </summary>
public abstract partial class JournalStoreContract : IAsyncLifetime
{
    private readonly List<IJournalStore> _stores = [];

    /// <summary>Gets the stores that were opened so far, also those that are dead.</summary>
    protected IReadOnlyList<IJournalStore> Stores => _stores;

    /// <summary>Gets the store of the test.</summary>
    protected IJournalStore Store => _stores[0];

    /// <summary>Gets the index of <see cref="Store"/>.</summary>
    protected IRunIndex Index => IndexOf(Store);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await OpenAsync();

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Opens the data of this test as a new owner. The first time there is none yet. Nothing may be forgotten that was not purged.
    /// </summary>
    /// <returns>The store, which the contract disposes.</returns>
    protected abstract ValueTask<IJournalStore> OpenStoreAsync();

    /// <summary>Ends an owner so that its runs are those of a dead one.</summary>
    /// <param name="store">The owner.</param>
    /// <returns>A task that ends when the others can tell that it is dead.</returns>
    protected virtual ValueTask KillAsync(IJournalStore store) => store.DisposeAsync();

    /// <summary>Gets the index of a store.</summary>
    /// <param name="store">The store.</param>
    /// <returns>The index.</returns>
    protected virtual IRunIndex IndexOf(IJournalStore store) => (IRunIndex)store;

    private async ValueTask<IJournalStore> OpenAsync()
    {
        var store = await OpenStoreAsync();
        _stores.Add(store);
        await store.SaveDefinitionAsync(Samples.Definition, Samples.Sources);
        return store;
    }

    // A run that was begun by the first store.
    private async Task<SampleRun> BeginAsync(string id = "run-1", RunWrites? writes = null, string workflow = Samples.Workflow)
    {
        var run = new SampleRun(id, workflow);
        await Store.CommitAsync(run.Begin(writes));
        return run;
    }

    // A run that nobody owns and that only waits.
    private async Task<SampleRun> RestAsync(string id, DateTimeOffset? dueAt = null, RunWrites? writes = null)
    {
        var run = await BeginAsync(id);
        await Store.CommitAsync(run.Rest(dueAt, writes));
        return run;
    }

    private async Task<string[]> InboxAsync(SampleRun run) => [.. (await Store.ReadInboxAsync(run.Id)).Select(message => message.Id)];

    private static async Task RefusedAsync(IJournalStore store, RunCommit commit)
    {
        var exception = await Should.ThrowAsync<RunOwnershipLostException>(store.CommitAsync(commit).AsTask());

        exception.RunId.ShouldBe(commit.Summary.RunId);
        exception.Code.ShouldBe("ARCH5002");
    }
}
