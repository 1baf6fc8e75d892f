using Simulation.Kernel;

namespace Simulation.Hosts;

/// <summary>The clock of one host. It can be wrong; its timers go by the time that really passes.</summary>
internal sealed class SimClock(World world, SimHost host) : TimeProvider
{
    private static readonly DateTimeOffset s_beginning = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Gets or sets how far it is ahead of the world's.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Gets what a clock that is right shows at a moment.</summary>
    public static DateTimeOffset At(TimeSpan moment) => s_beginning + moment;

    public override DateTimeOffset GetUtcNow()
    {
        world.CheckThread("clock");
        return s_beginning + world.Now + Offset;
    }

    public override long GetTimestamp() => world.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimTimer(world, host, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
