namespace Arch.Agents.Lifecycle;

/// <summary>Where an agent stands, and what follows from its failures.</summary>
public sealed record AgentLife
{
    /// <summary>Gets where it stands.</summary>
    public AgentStatus Status { get; init; }

    /// <summary>Gets how many times in a row it failed.</summary>
    public int Failures { get; init; }

    /// <summary>Gets when a faulted agent goes on; <see langword="null"/> when somebody must start it.</summary>
    public DateTimeOffset? RestartAt { get; init; }

    /// <summary>Gets why it is faulted, paused or stopped; <see langword="null"/> when there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets whether a stopped agent starts again when a message comes.</summary>
    public bool WakesOnMessage { get; init; }

    /// <summary>Gets whether it may handle a message now.</summary>
    /// <param name="now">The moment.</param>
    public bool MayHandle(DateTimeOffset now) =>
        Status is AgentStatus.Starting or AgentStatus.Running || (Status == AgentStatus.Faulted && RestartAt <= now);

    /// <summary>Gets when there is something to do for it.</summary>
    /// <param name="nextDue">When its earliest message is due; <see langword="null"/> when none waits.</param>
    /// <param name="idleAt">When it has been idle for too long; <see langword="null"/> when that never happens.</param>
    /// <returns><see langword="null"/> when nothing is to be done until something happens.</returns>
    public DateTimeOffset? WakeAt(DateTimeOffset? nextDue, DateTimeOffset? idleAt) => Status switch
    {
        AgentStatus.Starting => nextDue,
        AgentStatus.Running => idleAt is null || nextDue <= idleAt ? nextDue : idleAt,
        AgentStatus.Faulted => RestartAt,
        AgentStatus.Stopping => DateTimeOffset.UnixEpoch,
        _ => null,
    };
}
