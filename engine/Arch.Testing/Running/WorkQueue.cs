namespace Arch.Testing.Running;

/// <summary>
/// The one thread of a case: what the engine wants done is done one after the other, so that the same case gives the same twice,
/// and it is known when nothing can go on. Steps that are really run are outside of it and come back to it.
/// </summary>
#pragma warning disable CA1001 // The semaphore holds nothing to dispose, and a step that never ends may still come back to it
internal sealed class WorkQueue
#pragma warning restore CA1001
{
    private readonly Lock _gate = new();
    private readonly Queue<IThreadPoolWorkItem> _work = new();
    private readonly SemaphoreSlim _changed = new(0);
    private int _outside;

    /// <summary>Has something done soon.</summary>
    public void Add(IThreadPoolWorkItem work)
    {
        lock (_gate)
        {
            _work.Enqueue(work);
        }

        _changed.Release();
    }

    /// <summary>Does something on other threads, and comes back with what it gives.</summary>
    public Task<T> OutsideAsync<T>(Func<Task<T>> work)
    {
        var result = new TaskCompletionSource<T>();
        Interlocked.Increment(ref _outside);
        _ = Task.Run(async () =>
        {
            try
            {
                var value = await work().ConfigureAwait(false);
                Return(() => result.SetResult(value));
            }
            catch (OperationCanceledException exception)
            {
                Return(() => result.SetCanceled(exception.CancellationToken));
            }
#pragma warning disable CA1031 // Whatever it throws belongs to whoever wanted it
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Return(() => result.SetException(exception));
            }
        });
        return result.Task;
    }

    /// <summary>Works until there is nothing to do and nothing is outside.</summary>
    /// <param name="patience">How long, in real time, to wait at most for what is outside.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Whether that came to be; otherwise something outside took too long.</returns>
    public async Task<bool> DrainAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (TryTake() is { } work)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work.Execute();
            }

            if (Volatile.Read(ref _outside) == 0 && IsEmpty)
            {
                return true;
            }

            if (!await _changed.WaitAsync(patience, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
    }

    private bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _work.Count == 0;
            }
        }
    }

    private IThreadPoolWorkItem? TryTake()
    {
        lock (_gate)
        {
            return _work.TryDequeue(out var work) ? work : null;
        }
    }

    // It counts as outside until what follows from it is in the queue.
    private void Return(Action action) => Add(new Returned(this, action));

    private sealed class Returned(WorkQueue queue, Action action) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            action();
            Interlocked.Decrement(ref queue._outside);
        }
    }
}
