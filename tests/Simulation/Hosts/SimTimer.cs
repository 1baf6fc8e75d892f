using Simulation.Kernel;

namespace Simulation.Hosts;

/// <summary>A timer of a host. It may fire late, and twice.</summary>
internal sealed class SimTimer(World world, SimHost host, TimerCallback callback, object? state) : ITimer
{
    private static readonly TimeSpan s_latest = TimeSpan.FromSeconds(3);

    private int _setting;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _setting++;
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            Set(dueTime, period, _setting);
        }

        return true;
    }

    public void Dispose() => _setting++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Set(TimeSpan dueTime, TimeSpan period, int setting)
    {
        var late = world.Strikes(FaultKind.TimerLate, world.Settings.TimerLate) ? world.Random.Upto(s_latest) : TimeSpan.Zero;
        world.Post(host, dueTime + late, "timer", () => Fire(period, setting));
        if (world.Strikes(FaultKind.TimerTwice, world.Settings.TimerTwice))
        {
            world.Post(host, dueTime + late, "timer again", () => callback(state));
        }
    }

    private void Fire(TimeSpan period, int setting)
    {
        if (setting != _setting)
        {
            return;
        }

        if (period != Timeout.InfiniteTimeSpan)
        {
            Set(period, period, setting);
        }

        callback(state);
    }
}
