namespace Arch.Testing.Running;

/// <summary>A clock that stands still until it is told to jump to the next moment at which something is due.</summary>
internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Gets the next moment at which a timer fires; <see langword="null"/> when none is set.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _timers.Min(timer => timer.Due);
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Sets the clock forward and fires what is due by then, in order.</summary>
    public void JumpTo(DateTimeOffset moment)
    {
        List<Timer> due;
        lock (_gate)
        {
            _now = moment > _now ? moment : _now;
            due = [.. _timers.Where(timer => timer.Due <= _now).OrderBy(timer => timer.Due)];
            due.ForEach(timer => timer.Due = null);
        }

        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until simulated time has passed.</summary>
    public async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        // Whoever waits goes on within the jump, on the thread of the case.
        var passed = new TaskCompletionSource();
        await using var timer = CreateTimer(_ => passed.TrySetResult(), null, delay, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        await using var stop = cancellationToken.Register(() => passed.TrySetCanceled(cancellationToken)).ConfigureAwait(false);
        await passed.Task.ConfigureAwait(false);
    }

    private sealed class Timer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Due = dueTime < TimeSpan.Zero ? null : clock._now + dueTime;
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
