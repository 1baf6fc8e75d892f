using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>
/// A thread of its own that looks at evaluations under way. The engine looks at the clock between statements; this is for
/// the work between two such moments, and it needs no thread of the pool, which evaluations may have used up.
/// </summary>
/// <remarks>
/// Time is counted in looks, not read from a clock: while the whole process or machine stands still nobody is to blame.
/// </remarks>
internal sealed class Watchdog(TimeSpan interval, TimeSpan patience)
{
    // After so many looks at nothing the thread sleeps until it is woken. Waking it for each evaluation would cost more
    // than looking.
    private const int MostIdleLooks = 40;

    private readonly object _gate = new();
    private readonly HashSet<Watch> _watched = [];
    private Thread? _thread;
    private volatile bool _isAsleep;

    /// <summary>Gets the watchdog of the process. An evaluation is stuck 10 s after its limit.</summary>
    public static Watchdog Shared { get; } = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(10));

    /// <summary>Gets whether it sleeps until there is something to look after.</summary>
    public bool IsAsleep => _isAsleep;

    /// <summary>Looks after an evaluation until <see cref="End"/>.</summary>
    /// <param name="watch">The evaluation.</param>
    /// <param name="text">The text that is evaluated.</param>
    /// <param name="limit">The time after which it is told to stop.</param>
    public void Begin(Watch watch, string text, TimeSpan limit)
    {
        lock (_gate)
        {
            watch.Begin(text, limit);
            _watched.Add(watch);
            if (_thread is null)
            {
                _thread = new Thread(Look) { IsBackground = true, Name = "Arch evaluation watchdog" };
                _thread.Start();
            }
            else if (_isAsleep)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Lets an evaluation be that has ended; it is not told to stop any more.</summary>
    public void End(Watch watch)
    {
        lock (_gate)
        {
            _watched.Remove(watch);
        }
    }

    private void Look()
    {
        var idle = 0;
        while (true)
        {
            List<StuckEvaluation> stuck;
            lock (_gate)
            {
                idle = _watched.Count == 0 ? idle + 1 : 0;
                _isAsleep = idle > MostIdleLooks;
                Monitor.Wait(_gate, _isAsleep ? Timeout.InfiniteTimeSpan : interval);
                _isAsleep = false;
                stuck = LookOnce();
            }

            foreach (var evaluation in stuck)
            {
                StuckEvaluation.Found?.Invoke(evaluation);
            }
        }
    }

    private List<StuckEvaluation> LookOnce()
    {
        List<StuckEvaluation> stuck = [];
        _watched.RemoveWhere(watch =>
        {
            // The first look may come at once, so that it does not count.
            var watched = ++watch.Looks * interval;
            if (!watch.IsInterrupted && watched > watch.Limit + interval)
            {
                watch.Interrupt();
            }

            var isStuck = watched > watch.Limit + patience;
            if (isStuck)
            {
                stuck.Add(new StuckEvaluation(watch.Text, watch.Limit));
            }

            return isStuck;
        });
        return stuck;
    }
}
