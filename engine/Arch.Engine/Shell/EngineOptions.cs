using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Shell;

/// <summary>What an engine works with.</summary>
public sealed record EngineOptions
{
    /// <summary>Gets where runs are kept. The engine does not dispose it.</summary>
    public required IJournalStore Store { get; init; }

    /// <summary>Gets what carries out steps with effects.</summary>
    public required IStepExecutor Executor { get; init; }

    /// <summary>Gets where definitions come from.</summary>
    public required IDefinitionSource Definitions { get; init; }

    /// <summary>Gets the bus to which events go; <see langword="null"/> when only runs of this store hear of them.</summary>
    public IEventPublisher? Events { get; init; }

    /// <summary>Gets the agents that steps may ask; <see langword="null"/> when there are none.</summary>
    public IAgentGateway? Agents { get; init; }

    /// <summary>Gets who watches; <see langword="null"/> when nobody does.</summary>
    public IRunObserver? Observer { get; init; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Gets how often a started engine looks for what hints have not told it: runs of hosts that died, runs that are due, messages
    /// and events.
    /// </summary>
    /// <value>1 second unless set.</value>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets how long a run that only waits stays in memory all the same, so that short waits cost no reading.</summary>
    /// <value>2 seconds unless set.</value>
    public TimeSpan ShortWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets how many runs may be in memory before no more are taken over.</summary>
    /// <value>10,000 unless set.</value>
    public int MostRunsInMemory { get; init; } = 10_000;

    /// <summary>
    /// Gets after how many records at the earliest the state of a run is kept with them, so that it is read back without the
    /// records before.
    /// </summary>
    /// <value>1 or more; 1,000 unless set.</value>
    public int SnapshotEvery { get; init; } = 1_000;

    /// <summary>Gets what gives runs a thread to go on with.</summary>
    /// <value>The thread pool unless set; a simulation has one thread and an order of its own.</value>
    public Action<IThreadPoolWorkItem> Scheduler { get; init; } =
        static work => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);

    /// <summary>Gets what makes the ids of runs and messages.</summary>
    /// <value><see langword="null"/>: ids that sort by time, with 80 random bits.</value>
    public Func<RunId>? NewRunId { get; init; }

    /// <summary>Has something done soon by whoever gives runs a thread, so that the caller neither waits for it nor runs it within a lock.</summary>
    internal void Later(Action action) => Scheduler(new LaterWork(action));

    private sealed class LaterWork(Action action) : IThreadPoolWorkItem
    {
        public void Execute() => action();
    }
}
