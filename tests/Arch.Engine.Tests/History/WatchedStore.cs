using System.Collections.Concurrent;
using System.Reflection;
using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Tests.History;

/// <summary>A store as the engine and the verifier know it.</summary>
public interface IWholeStore : IJournalStore, IRunIndex;

/// <summary>A store in memory of which the test sees what is asked for, and can change what is answered.</summary>
public class WatchedStore : DispatchProxy
{
    private MemoryJournalStore _store = null!; // set by Over, the only way to make one

    /// <summary>Gets the names of the methods that were called.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>Gets or sets what becomes of what a run is read back from.</summary>
    public Func<StoredJournal, StoredJournal> Loaded { get; set; } = stored => stored;

    public static (IWholeStore Store, WatchedStore Watch) Over(MemoryJournalStore store)
    {
        var proxy = Create<IWholeStore, WatchedStore>();
        var watch = (WatchedStore)(object)proxy;
        watch._store = store;
        return (proxy, watch);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Calls.Enqueue(targetMethod!.Name); // a method is always given
#pragma warning disable CA2012 // A proxy gives what the method gives, boxed
        return targetMethod.Name == nameof(IJournalStore.LoadAsync)
            ? LoadAsync((RunId)args![0]!) // as the port has it
            : targetMethod.Invoke(_store, args);
#pragma warning restore CA2012
    }

    private async ValueTask<StoredJournal> LoadAsync(RunId runId) => Loaded(await _store.LoadAsync(runId));
}
