using Arch.Engine.Runs;

namespace Arch.Engine.Shell;

/// <summary>Wakes runs at their moments, with one timer for all. A run has one moment: the last one set.</summary>
internal sealed class TimerQueue : IDisposable
{
    // A timer takes no longer period than about 49 days; it is simply set again then.
    private static readonly TimeSpan s_longestPeriod = TimeSpan.FromDays(30);

    private readonly Lock _gate = new();
    private readonly SortedSet<(DateTimeOffset At, string RunId)> _moments = [];
    private readonly Dictionary<string, DateTimeOffset> _byRun = [];
    private readonly TimeProvider _time;
    private readonly Action<RunId> _wake;
    private readonly ITimer _timer;
    private DateTimeOffset? _armedFor;

    public TimerQueue(TimeProvider time, Action<RunId> wake)
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
            timer.Change(period < TimeSpan.Zero ? TimeSpan.Zero : period > s_longestPeriod ? s_longestPeriod : period, Timeout.InfiniteTimeSpan);
        }
        while (period > TimeSpan.Zero && at <= time.GetUtcNow());
    }

    /// <summary>Sets the moment of a run; <see langword="null"/> takes it away.</summary>
    public void Set(RunId runId, DateTimeOffset? at)
    {
        lock (_gate)
        {
            if (_byRun.Remove(runId.Value, out var before))
            {
                _moments.Remove((before, runId.Value));
            }

            if (at is { } moment)
            {
                _byRun.Add(runId.Value, moment);
                _moments.Add((moment, runId.Value));
            }

            Arm();
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

    private void Fire()
    {
        var due = new List<RunId>();
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            while (_moments.Count > 0 && _moments.Min.At <= now)
            {
                var moment = _moments.Min;
                _moments.Remove(moment);
                _byRun.Remove(moment.RunId);
                due.Add(new RunId(moment.RunId));
            }

            // The timer has fired, perhaps a little early, so it must be set again in any case.
            _armedFor = null;
            Arm();
        }

        foreach (var runId in due)
        {
            _wake(runId);
        }
    }
}
