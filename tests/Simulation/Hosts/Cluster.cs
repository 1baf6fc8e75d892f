using Arch.Engine.Memory;
using Simulation.Kernel;
using Simulation.Oracle;
using Simulation.Workload;
using static System.FormattableString;

namespace Simulation.Hosts;

/// <summary>The hosts of a simulation, and what befalls them.</summary>
internal sealed class Cluster(World world, Judge judge, WorkflowSet workflows, MemoryJournalStore disk, SimBus bus)
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_afterlife = TimeSpan.FromSeconds(12);

    private readonly List<SimHost> _hosts = [];
    private readonly Poison _poison = new(world);
    private int _made;

    /// <summary>Gets the hosts that were asked whether they have nothing to do, and have not answered.</summary>
    public List<SimHost> Busy { get; } = [];

    /// <summary>Gets or sets who looks at a host that has stopped.</summary>
    public Action<SimHost>? Stopped { get; set; }

    /// <summary>Gets how far the clock that is most ahead is, or was, ahead.</summary>
    public TimeSpan Furthest { get; private set; }

    /// <summary>Brings up the hosts, and lets fate have its way with them while the world is hostile.</summary>
    public void Start()
    {
        Fill();
        Tick();
    }

    /// <summary>Picks a host that clients can reach.</summary>
    public SimHost? Pick()
    {
        var serving = _hosts.FindAll(host => host.IsServing);
        return serving.Count == 0 ? null : world.Random.Pick(serving);
    }

    /// <summary>Repairs everything: from now on hosts live, clocks agree, and steps end.</summary>
    public void Calm()
    {
        foreach (var host in _hosts.Where(host => host.IsAlive).ToList())
        {
            host.PausedUntil = world.Now;
            if (host.IsGivenUp)
            {
                host.Kill("it lost its lease");
            }

            host.Steps.EndAll();
        }

        Fill();
        _hosts.ForEach(host => host.Clock.Offset = Furthest);
    }

    /// <summary>Sees to it that there are as many hosts as there should be.</summary>
    public void Fill()
    {
        _hosts.RemoveAll(host => !host.IsAlive);
        while (_hosts.Count(host => !host.IsGoing) < world.Settings.Hosts)
        {
            var host = new SimHost(world, judge, Invariant($"h{_made++}"), disk.OpenAnother(), workflows, bus, _poison);
            host.Clock.Offset = world.IsHostile ? Furthest * world.Random.Below(2) : Furthest;
            _hosts.Add(host);
            world.Note(host, "comes up");
            host.Engine.Start();
        }
    }

    /// <summary>Asks all hosts to say when they have nothing to do; those that have not said so yet are <see cref="Busy"/>.</summary>
    public void AskWhetherIdle()
    {
        foreach (var host in _hosts.Where(host => host is { IsAlive: true, IsGoing: false }))
        {
            Busy.Add(host);
            _ = SettleAsync(host);
        }
    }

    private async Task SettleAsync(SimHost host)
    {
        await host.Engine.SettleAsync();
        Busy.Remove(host);
    }

    private void Tick()
    {
        if (!world.IsHostile)
        {
            return;
        }

        foreach (var host in _hosts.Where(host => host is { IsAlive: true, IsGoing: false }).ToList())
        {
            Befall(host);
        }

        if (world.Random.Chance(0.3))
        {
            Fill();
        }

        world.Post(null, s_tick, "tick", Tick);
    }

    private void Befall(SimHost host)
    {
        var settings = world.Settings;
        if (world.Strikes(FaultKind.CrashBetween, settings.CrashBetween))
        {
            host.Kill("between two moments");
        }
        else if (world.Strikes(FaultKind.Stale, settings.Stale))
        {
            // Its lease runs out while it stands still; some time after it goes on, it sees that and ends.
            var length = world.Random.Between(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8));
            host.PausedUntil = world.Now + length;
            world.Note(host, "stands still until it is taken for dead");
            world.Post(null, length * 0.5, "lease runs out", host.GiveUp);
            world.Post(null, length, "lease is seen to be lost", () => host.LeaveSoon("it lost its lease"));
        }
        else if (world.Strikes(FaultKind.Paused, settings.Pause))
        {
            host.PausedUntil = world.Now + world.Random.Upto(TimeSpan.FromSeconds(6));
            world.Note(host, "stands still");
        }
        else if (world.Strikes(FaultKind.Stopped, settings.Stop))
        {
            _ = StopAsync(host);
        }

        if (world.Random.Chance(0.5) && world.Strikes(FaultKind.ClockForward, settings.ClockJump))
        {
            Jump(host, world.Random.Upto(TimeSpan.FromMinutes(2)));
        }
        else if (world.Strikes(FaultKind.ClockBack, settings.ClockJump))
        {
            Jump(host, -world.Random.Upto(TimeSpan.FromMinutes(1)));
        }
    }

    private void Jump(SimHost host, TimeSpan by)
    {
        host.Clock.Offset += by;
        Furthest = host.Clock.Offset > Furthest ? host.Clock.Offset : Furthest;
        world.Note(host, "clock jumps", Invariant($"{by.TotalSeconds:F3}"));
    }

    private async Task StopAsync(SimHost host)
    {
        host.IsGoing = true;
        world.Note(host, "stops");
        await host.Engine.DisposeAsync();
        world.CheckThread("stopped");
        host.IsStopped = true;
        world.Note(host, "has stopped");
        EndProcess(host);
    }

    // Some time after it has stopped, so that it is seen when it does anything more.
    private void EndProcess(SimHost host)
    {
        world.Post(host, s_afterlife, "process ends", () =>
        {
            if (world.Now - host.PausedUntil < s_afterlife)
            {
                EndProcess(host);
                return;
            }

            Stopped?.Invoke(host);
            if (!host.Steps.IsQuiet)
            {
                world.Fail($"{host.Name} has stopped, but a step goes on that was not told to stop.");
            }

            host.Kill("it has stopped");
        });
    }
}
