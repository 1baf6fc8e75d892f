using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Shell;
using Simulation.Kernel;
using Simulation.Oracle;

namespace Simulation.Hosts;

/// <summary>One process of Arch: the real engine with a store, a clock, steps and a bus of the simulation.</summary>
internal sealed class SimHost
{
    private readonly World _world;
    private readonly MemoryJournalStore _owner;

    public SimHost(World world, Judge judge, string name, MemoryJournalStore owner, IDefinitionSource definitions, SimBus bus, Poison poison)
    {
        _world = world;
        _owner = owner;
        Name = name;
        Clock = new SimClock(world, this);
        Store = new SimStore(world, judge, this, owner);
        Steps = new SimExecutor(world, judge, poison, this);
        var runs = 0;
        Engine = new WorkflowEngine(new EngineOptions
        {
            Store = world.Defects.Store(Store),
            Executor = world.Defects.Steps(Steps),
            Definitions = definitions,
            Events = world.Settings.HasBus ? bus.For(this) : null,
            Observer = world.Settings.IsWatched ? new SimObserver(world, judge, this) : null,
            Time = Clock,
            SweepInterval = world.Settings.SweepInterval,
            ShortWait = world.Settings.ShortWait,
            MostRunsInMemory = world.Settings.MostRunsInMemory,
            SnapshotEvery = world.Settings.SnapshotEvery,
            Scheduler = Schedule,
            NewRunId = () => new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}r{runs++:D3}")),
        });
    }

    public string Name { get; }

    public SimClock Clock { get; }

    public SimStore Store { get; }

    public SimExecutor Steps { get; }

    public WorkflowEngine Engine { get; }

    /// <summary>Gets whether its process runs. When it does not, nothing of it happens any more.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Gets or sets until when it stands still.</summary>
    public TimeSpan PausedUntil { get; set; }

    /// <summary>Gets or sets whether it is being stopped, or is to be killed soon because its store failed or it lost its lease.</summary>
    public bool IsGoing { get; set; }

    /// <summary>Gets or sets whether its engine has said that nothing of it is under way any more.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Gets whether others take it for dead.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Gets whether clients can reach it.</summary>
    public bool IsServing => IsAlive && !IsGoing && PausedUntil <= _world.Now;

    /// <summary>Ends the process where it is. What it had under way at its store comes through or does not.</summary>
    public void Kill(string why)
    {
        if (!IsAlive)
        {
            return;
        }

        IsAlive = false;
        _world.Note(this, "dies", why);
        Store.Abandon();
        _world.Post(null, _world.Random.Upto(TimeSpan.FromSeconds(5)), "owner is dead", GiveUp);
    }

    /// <summary>Lets clients go elsewhere, and ends the process after a while.</summary>
    public void LeaveSoon(string why)
    {
        if (!IsGoing)
        {
            IsGoing = true;
            _world.Post(this, _world.Random.Upto(TimeSpan.FromSeconds(3)), "leaves", () => Kill(why));
        }
    }

    /// <summary>Ends the ownership of its runs, as its death or the end of its lease does.</summary>
    public void GiveUp()
    {
        IsGivenUp = true;
        _world.Note(this, "is taken for dead");
        _ = _owner.DisposeAsync().AsTask();
    }

    private void Schedule(IThreadPoolWorkItem work)
    {
        _world.CheckThread("scheduler");
        var slow = _world.Strikes(FaultKind.SlowScheduler, _world.Settings.SlowScheduler);
        _world.Post(this, slow ? _world.Random.Upto(TimeSpan.FromSeconds(2)) : TimeSpan.Zero, "goes on", work.Execute);
    }
}
