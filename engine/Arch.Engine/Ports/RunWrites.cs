using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>
/// What a transition of a run writes besides its records, in the same commit. When a run ends, the store itself closes its
/// waits, tasks and permits, and drops the messages to it that were not taken.
/// </summary>
public sealed record RunWrites
{
    /// <summary>Gets the ids of the messages to the run that it has taken; they are removed.</summary>
    public IReadOnlyList<string> Consumed { get; init; } = [];

    /// <summary>Gets messages to other runs. One to a run that has ended or is not known is dropped.</summary>
    public IReadOnlyList<RunMessage> Messages { get; init; } = [];

    /// <summary>Gets events to publish. They are in the event log from now on, and dispatched later.</summary>
    public IReadOnlyList<BusEvent> Events { get; init; } = [];

    /// <summary>
    /// Gets waits that begin. For one with <see cref="OpenWait.Since"/> the store sends the run, as messages, the events in the
    /// log from that moment on that it waits for.
    /// </summary>
    public IReadOnlyList<OpenWait> OpenedWaits { get; init; } = [];

    /// <summary>Gets the activations whose waits are over.</summary>
    public IReadOnlyList<int> ClosedWaits { get; init; } = [];

    /// <summary>Gets human tasks that begin. One whose id is there already takes the place of that one, and is open again.</summary>
    public IReadOnlyList<HumanTask> OpenedTasks { get; init; } = [];

    /// <summary>Gets human tasks that end.</summary>
    public IReadOnlyList<ClosedTask> ClosedTasks { get; init; } = [];

    /// <summary>
    /// Gets the permits that the run asks for. The answer comes as a message of kind <see cref="RunMessageKind.Permit"/>: at once
    /// when the limit is not reached or waiting is not wanted, otherwise when another holder gives its permit back.
    /// </summary>
    public IReadOnlyList<PermitRequest> Permits { get; init; } = [];

    /// <summary>Gets the activations that give back their permits, or no longer wait for them.</summary>
    public IReadOnlyList<int> ReleasedPermits { get; init; } = [];

    /// <summary>Gets outputs to keep for later runs.</summary>
    public IReadOnlyList<CacheEntry> Cached { get; init; } = [];
}
