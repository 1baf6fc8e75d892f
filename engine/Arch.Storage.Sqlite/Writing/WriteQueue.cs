namespace Arch.Storage.Sqlite.Writing;

/// <summary>What waits to be written. Many threads add to it; one takes all there is, up to a number.</summary>
internal sealed class WriteQueue(int most)
{
    // Not a Lock, which has no Wait and Pulse.
    private readonly object _gate = new();
    private readonly Queue<PendingWrite> _pending = new();
    private Func<Exception>? _closed;

    /// <summary>Adds a write, or fails it when the queue is closed.</summary>
    public void Add(PendingWrite write)
    {
        Func<Exception>? closed;
        lock (_gate)
        {
            closed = _closed;
            if (closed is null)
            {
                _pending.Enqueue(write);
                if (_pending.Count == 1)
                {
                    Monitor.Pulse(_gate);
                }
            }
        }

        if (closed is not null)
        {
            write.Fail(closed());
        }
    }

    /// <summary>Waits for writes and moves them to <paramref name="batch"/>.</summary>
    /// <returns>Whether there were any; <see langword="false"/> once the queue is closed and empty.</returns>
    public bool Take(List<PendingWrite> batch)
    {
        lock (_gate)
        {
            while (_pending.Count == 0)
            {
                if (_closed is not null)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            while (batch.Count < most && _pending.TryDequeue(out var write))
            {
                batch.Add(write);
            }

            return true;
        }
    }

    /// <summary>Refuses what is added from now on. What was added before can still be taken. The first reason given stays.</summary>
    public void Close(Func<Exception> reason)
    {
        lock (_gate)
        {
            _closed ??= reason;
            Monitor.Pulse(_gate);
        }
    }
}
