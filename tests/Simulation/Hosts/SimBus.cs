using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Sdk;
using Simulation.Kernel;

namespace Simulation.Hosts;

/// <summary>The bus, on which others hear of events. It is there or not.</summary>
internal sealed class SimBus(World world)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Gets the ids of the events that it took.</summary>
    public IReadOnlySet<string> Seen => _seen;

    public IEventPublisher For(SimHost host) => new Connection(this, world, host);

    private void Take(BusEvent message)
    {
        if (!_seen.Add(message.Id))
        {
            world.Faults.Count(FaultKind.BusTwice);
        }
    }

    private sealed class Connection(SimBus bus, World world, SimHost host) : IEventPublisher
    {
        public ValueTask PublishAsync(BusEvent message)
        {
            world.CheckThread("bus");
            var done = new TaskCompletionSource();
            if (!host.IsAlive)
            {
                return new ValueTask(done.Task);
            }

            world.Note(host, "publishes", message.Id);
            if (world.Strikes(FaultKind.BusFailed, world.Settings.BusFails))
            {
                // It may have taken the event all the same; the host cannot know.
                if (world.Random.Chance(0.3))
                {
                    bus.Take(message);
                }

                world.Post(host, world.Random.Upto(TimeSpan.FromSeconds(1)), "bus failed", () => done.SetException(Problem()));
            }
            else
            {
                bus.Take(message);
                world.Post(host, world.Random.Upto(TimeSpan.FromMilliseconds(100)), "bus took", done.SetResult);
            }

            return new ValueTask(done.Task);
        }

        // An adapter says what went wrong in its own words; not every one of them knows those of Arch.
        private Exception Problem() => world.Random.Chance(0.5)
            ? new ArchException("SIM0001", "The bus is away.")
            : new TimeoutException("The bus did not answer.");
    }
}
