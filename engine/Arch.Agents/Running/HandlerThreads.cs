using System.Collections.Concurrent;

namespace Arch.Agents.Running;

/// <summary>
/// The threads on which handlers begin. A handler that blocks its thread for longer than it may is left alone with it, and another
/// thread takes the place, so that it holds back nobody else.
/// </summary>
#pragma warning disable CA1001 // Threads that were lost may look at the collection long after anybody else; the garbage collector ends it
internal sealed class HandlerThreads(int most)
#pragma warning restore CA1001
{
    private readonly BlockingCollection<HandlerCall> _calls = [];
    private readonly Lock _gate = new();
    private int _threads;
    private int _free;

    /// <summary>Gets how many threads were left to handlers that block them still.</summary>
    public int Lost { get; private set; }

    /// <summary>Begins a handler on one of the threads.</summary>
    public HandlerCall Begin(Func<Task<byte[]>> handle)
    {
        var call = new HandlerCall(handle);
        lock (_gate)
        {
            if (_free <= 0 && _threads < most)
            {
                StartThread();
            }
            else
            {
                _free--;
            }
        }

        _calls.Add(call);
        return call;
    }

    /// <summary>Leaves a handler alone; nobody waits for it any more.</summary>
    public void Abandon(HandlerCall call)
    {
        lock (_gate)
        {
            if (call.Abandon())
            {
                Lost++;
                _threads--;
                if (_calls.Count > 0)
                {
                    StartThread();
                    _free++;
                }
            }
        }
    }

    /// <summary>Lets the threads end when they have nothing to do any more.</summary>
    public void Close() => _calls.CompleteAdding();

    private void StartThread()
    {
        _threads++;
        new Thread(Work) { Name = "Arch agent", IsBackground = true }.Start();
    }

    private void Work()
    {
        foreach (var call in _calls.GetConsumingEnumerable())
        {
            if (!call.Run())
            {
                lock (_gate)
                {
                    Lost--;
                }

                return;
            }

            lock (_gate)
            {
                _free++;
            }
        }
    }
}
