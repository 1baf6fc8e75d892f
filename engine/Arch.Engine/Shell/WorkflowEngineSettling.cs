namespace Arch.Engine.Shell;

/// <summary>How an engine comes to rest, for programs that end when their work is done.</summary>
public sealed partial class WorkflowEngine
{
    private readonly Pulse _changes;
    private int _busy;

    /// <summary>
    /// Takes over no more runs by itself. It still goes on with those it has, with those that they call or tell something, and with
    /// those it is told about.
    /// </summary>
    public void TakeNoMore() => _sweeper.TakeNoMore();

    /// <summary>
    /// Waits until the engine has nothing to do: no run is in memory, each has ended, was parked or only waits, and every event is
    /// dispatched.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting, not the runs.</param>
    /// <returns>A task that ends then.</returns>
    /// <exception cref="Sdk.ArchException">The store failed.</exception>
    public async Task SettleAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var changed = _changes.Next;
            await _sweeper.WhenIdleAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (_storeFailure is { } failure)
            {
                throw failure;
            }

            if (Volatile.Read(ref _busy) > 0 || !_actors.IsEmpty)
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (_sweeper.IsIdle)
            {
                return;
            }
        }
    }

    // What a run leads to when it leaves memory is begun before it counts as gone.
    private void BeginWork() => Interlocked.Increment(ref _busy);

    private void EndWork()
    {
        Interlocked.Decrement(ref _busy);
        _changes.Beat();
    }
}
