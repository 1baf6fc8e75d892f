namespace Arch.Engine.Shell;

/// <summary>Wakes runs at their moments, with one timer for all. A run has one moment: the last one set.</summary>
internal sealed class TimerQueue : IDisposable
{
    // A timer takes no longer period than about 49 days; it is simply set again then.
    public static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(30);

    private readonly Lock _gate = new();
    private readonly SortedSet<(DateTimeOffset At, string RunId)> _moments = [];
    private readonly Dictionary<string, (DateTimeOffset At, RunActor Actor)> _byRun = [];
    private readonly TimeProvider _time;
    private readonly Action<RunActor> _wake;
    private readonly ITimer _timer;
    private DateTimeOffset? _armedFor;

    public TimerQueue(TimeProvider time, Action<RunActor> wake)
    {
        _time = time;
        _wake = wake;
        _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sets a timer to a moment, or to the farthest that a timer can be set to.</summary>
    public static void Set(ITimer timer, TimeProvider time, DateTimeOffset at)
    {
        TimeSpan period;
        do
        {
            // The clock may be set while the timer is: what has become due in between is not waited for.
            period = at - time.GetUtcNow();
            timer.Change(period < TimeSpan.Zero ? TimeSpan.Zero : period > LongestPeriod ? LongestPeriod : period, Timeout.InfiniteTimeSpan);
        }
        while (period > TimeSpan.Zero && at <= time.GetUtcNow());
    }

    /// <summary>
    /// Sets the moment of a run; <see langword="null"/> takes it away, unless it is that of another actor, which has the run by now.
    /// </summary>
    public void Set(RunActor actor, DateTimeOffset? at)
    {
        var runId = actor.RunId.Value;
        lock (_gate)
        {
            if (_byRun.TryGetValue(runId, out var before))
            {
                if (at is null && before.Actor != actor)
                {
                    return;
                }

                _byRun.Remove(runId);
                _moments.Remove((before.At, runId));
            }

            if (at is { } moment)
            {
                _byRun.Add(runId, (moment, actor));
                _moments.Add((moment, runId));
            }

            Arm();
        }
    }

    /// <summary>
    /// Wakes the runs whose moment has come. The timer does so by itself, but it goes by the time that really passes: when the clock
    /// jumped, it is somebody else's look that finds them.
    /// </summary>
    public void Fire()
    {
        var due = new List<RunActor>();
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            while (_moments.Count > 0 && _moments.Min.At <= now)
            {
                var moment = _moments.Min;
                _moments.Remove(moment);
                _byRun.Remove(moment.RunId, out var entry);
                due.Add(entry.Actor);
            }

            // The timer has fired, perhaps a little early, so it must be set again in any case.
            _armedFor = null;
            Arm();
        }

        foreach (var actor in due)
        {
            _wake(actor);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Arm()
    {
        DateTimeOffset? next = _moments.Count == 0 ? null : _moments.Min.At;
        if (next == _armedFor)
        {
            return;
        }

        _armedFor = next;
        if (next is { } moment)
        {
            Set(_timer, _time, moment);
        }
        else
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
