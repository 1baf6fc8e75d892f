namespace CrashHost.Stalls;

/// <summary>A thread pool all of whose threads wait, and that may not have more.</summary>
internal sealed class BlockedPool : IDisposable
{
    private readonly ManualResetEventSlim _gate = new();
    private readonly CountdownEvent _left;
    private readonly int _workers;
    private readonly int _ports;

    /// <summary>Blocks the pool; it is blocked when the constructor returns.</summary>
    public BlockedPool(int threads)
    {
        ThreadPool.GetMaxThreads(out _workers, out _ports);
        using var blocked = new CountdownEvent(threads);
        _left = new CountdownEvent(threads);
        Set(threads, _ports);
        for (var i = 0; i < threads; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    blocked.Signal();
                    _gate.Wait();
                    _left.Signal();
                },
                null);
        }

        blocked.Wait();
    }

    public void Free()
    {
        Set(_workers, _ports);
        _gate.Set();
    }

    public void Dispose()
    {
        Free();
        _left.Wait();
        _left.Dispose();
        _gate.Dispose();
    }

    private static void Set(int workers, int ports)
    {
        if (!ThreadPool.SetMaxThreads(workers, ports))
        {
            throw new InvalidOperationException($"The pool cannot be held to {workers} threads.");
        }
    }
}
