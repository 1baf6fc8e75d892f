using Arch.Engine.Ports;
using Simulation.Kernel;

namespace Simulation.Hosts;

/// <summary>The calls of one host to its store that are under way.</summary>
internal sealed class StoreCalls(World world, SimHost host)
{
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(1);

    private readonly List<Call> _underWay = [];
    private int _issued;
    private int _latestAnswered;
    private bool _fails;

    /// <summary>Gets whether the host has heard that a commit failed for good, after which it may do nothing any more.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Asks the store something that changes nothing.</summary>
    public ValueTask<T> Ask<T>(string what, string about, Func<T> work) => Start(what, about, work, writes: false);

    /// <summary>Has the store change something.</summary>
    public ValueTask<T> Tell<T>(string what, string about, Func<T> work) => Start(what, about, work, writes: true);

    /// <summary>Tells whether something is done, and the host has not heard so.</summary>
    public bool AwaitsAnswer(string what, string about) => _underWay.Exists(call => call.IsDone && call.What == what && call.About == about);

    /// <summary>Decides what becomes of the writes under way of a host that died.</summary>
    public void Abandon()
    {
        var pending = _underWay.Where(call => call is { Writes: true, IsDone: false }).ToList();
        foreach (var call in pending)
        {
            call.IsLost = world.Random.Chance(0.5);
            world.Faults.Count(call.IsLost ? FaultKind.WriteLost : FaultKind.WriteAfterCrash);
        }

        if (pending.Exists(call => call.IsLost) && pending.Exists(call => !call.IsLost))
        {
            world.Faults.Count(FaultKind.TornBatch);
        }
    }

    private ValueTask<T> Start<T>(string what, string about, Func<T> work, bool writes)
    {
        world.CheckThread(what);
        var answer = new TaskCompletionSource<T>();
        if (!host.IsAlive)
        {
            return new ValueTask<T>(answer.Task);
        }

        if (world.Strikes(FaultKind.CrashAtCall, world.Settings.CrashAtCall))
        {
            host.Kill("while it calls its store");
            return new ValueTask<T>(answer.Task);
        }

        world.Note(host, what, about);
        if (_fails)
        {
            Hear(what);
            return ValueTask.FromException<T>(Failure());
        }

        var call = new Call(++_issued, what, about, writes);
        if (world.Random.Chance(world.Settings.SyncStore))
        {
            Do(call, work, answer);
            if (answer.Task.Exception?.InnerException is JournalStoreException)
            {
                Hear(what);
            }

            return new ValueTask<T>(answer.Task);
        }

        _underWay.Add(call);
        world.Post(null, Latency(), what + " is done", () =>
        {
            if (!call.IsLost && (host.IsAlive || call.Writes))
            {
                var done = new TaskCompletionSource<T>();
                Do(call, work, done);
                world.Post(host, Latency(), what + " is answered", () => Answer(what, call, done.Task, answer));
            }
        });
        return new ValueTask<T>(answer.Task);
    }

    private void Do<T>(Call call, Func<T> work, TaskCompletionSource<T> answer)
    {
        call.IsDone = true;
        if (_fails || (host.IsAlive && call.Writes && world.Strikes(FaultKind.StoreFailed, world.Settings.StoreFails)))
        {
            _fails = true;
            answer.SetException(Failure());
            return;
        }

        try
        {
            var result = work();
            if (host.IsAlive && call.Writes && world.Strikes(FaultKind.ExecuteAndTimeout, world.Settings.StoreFails))
            {
                _fails = true;
                answer.SetException(Failure());
            }
            else
            {
                answer.SetResult(result);
            }
        }
        catch (RunOwnershipLostException exception)
        {
            answer.SetException(exception);
        }
    }

    private void Answer<T>(string what, Call call, Task<T> done, TaskCompletionSource<T> answer)
    {
        _underWay.Remove(call);
        if (call.Number < _latestAnswered)
        {
            world.Faults.Count(FaultKind.Reordered);
        }

        _latestAnswered = Math.Max(_latestAnswered, call.Number);
        if (done.Exception?.InnerException is { } exception)
        {
            if (exception is JournalStoreException)
            {
                Hear(what);
            }

            answer.SetException(exception);
        }
        else
        {
            answer.SetResult(done.GetAwaiter().GetResult());
        }
    }

    private void Hear(string what)
    {
        HasFailed |= what == "commit";
        host.LeaveSoon("its store failed");
    }

    private TimeSpan Latency() => world.Strikes(FaultKind.SlowStore, world.Settings.SlowStore)
        ? s_slow + world.Random.Upto(TimeSpan.FromSeconds(4))
        : world.Random.Upto(world.Settings.StoreLatency);

    private static JournalStoreException Failure() => new("ARCH5001", "The simulated store fails from now on.");

    private sealed class Call(int number, string what, string about, bool writes)
    {
        public int Number { get; } = number;

        public string What { get; } = what;

        public string About { get; } = about;

        public bool Writes { get; } = writes;

        public bool IsDone { get; set; }

        public bool IsLost { get; set; }
    }
}
