namespace Simulation.Kernel;

/// <summary>
/// How one simulation goes about it, drawn from its seed. Each has some of the faults and not others, and each its own measure of
/// them, since faults that come together hide what one of them alone would show.
/// </summary>
internal sealed class Settings
{
    public Settings(Rng random)
    {
        Hosts = random.Between(1, 4);
        Length = TimeSpan.FromSeconds(random.Between(10, 60));
        Starts = random.Between(2, 10);
        Gap = random.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(3));
        ShortWait = TimeSpan.FromMilliseconds(random.Pick([0, 500, 2_000, 10_000]));
        SweepInterval = TimeSpan.FromMilliseconds(random.Pick([500, 1_000, 3_000]));
        MostRunsInMemory = random.Chance(0.2) ? random.Between(1, 3) : 10_000;
        SnapshotEvery = random.Pick([1, 5, 20, 1_000]);
        IsWatched = random.Chance(0.5);
        HasBus = random.Chance(0.7);
        SyncStore = random.Pick([0.0, 0.5, 0.95]);
        StoreLatency = random.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        StepLatency = random.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5));
        IsCalm = random.Chance(0.05);
        CrashAtCall = Some(random, 0.01);
        CrashBetween = Some(random, 0.1);
        StoreFails = Some(random, 0.01);
        SlowStore = Some(random, 0.02);
        HintDropped = Some(random, 0.5);
        HintInvented = Some(random, 0.3);
        TimerLate = Some(random, 0.2);
        TimerTwice = Some(random, 0.2);
        SlowScheduler = Some(random, 0.05);
        ClockJump = Some(random, 0.15);
        Pause = Some(random, 0.1);
        Stale = Hosts > 1 ? Some(random, 0.15) : 0;
        Stop = Some(random, 0.06);
        BusFails = Some(random, 0.3);
        StepFails = Some(random, 0.4);
        StepDefect = Some(random, 0.05);
        ResultNever = Some(random, 0.1);
        IgnoresCancel = Some(random, 1);
        Moves = random.Chance(0.35);
        Poison = random.Chance(0.08) && !IsCalm ? random.Between(5, 40) / 100.0 : 0;
    }

    public int Hosts { get; }

    public TimeSpan Length { get; }

    public int Starts { get; }

    /// <summary>Gets the mean time between two deeds of clients.</summary>
    public TimeSpan Gap { get; }

    public TimeSpan ShortWait { get; }

    public TimeSpan SweepInterval { get; }

    public int MostRunsInMemory { get; }

    /// <summary>Gets after how many records a run's state is kept with them.</summary>
    public int SnapshotEvery { get; }

    public bool IsWatched { get; }

    public bool HasBus { get; }

    /// <summary>Gets how many calls of the store are done at once rather than later.</summary>
    public double SyncStore { get; }

    public TimeSpan StoreLatency { get; }

    public TimeSpan StepLatency { get; }

    public bool IsCalm { get; }

    public double CrashAtCall { get; }

    public double CrashBetween { get; }

    public double StoreFails { get; }

    public double SlowStore { get; }

    public double HintDropped { get; }

    public double HintInvented { get; }

    public double TimerLate { get; }

    public double TimerTwice { get; }

    public double SlowScheduler { get; }

    public double ClockJump { get; }

    public double Pause { get; }

    public double Stale { get; }

    public double Stop { get; }

    public double BusFails { get; }

    public double StepFails { get; }

    public double StepDefect { get; }

    public double ResultNever { get; }

    public double IgnoresCancel { get; }

    /// <summary>Gets whether runs are moved to other versions of their workflows.</summary>
    public bool Moves { get; }

    /// <summary>Gets how many calls of steps end their process again and again.</summary>
    public double Poison { get; }

    private double Some(Rng random, double most)
    {
        var isOn = random.Chance(0.5);
        var measure = most * random.Between(1, 100) / 100;
        return isOn && !IsCalm ? measure : 0;
    }
}
