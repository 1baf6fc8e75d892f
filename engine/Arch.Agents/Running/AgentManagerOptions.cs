using Arch.Agents.Ports;

namespace Arch.Agents.Running;

/// <summary>What a manager works with.</summary>
public sealed record AgentManagerOptions
{
    /// <summary>Gets where agents are kept. The manager does not dispose it.</summary>
    public required IAgentStore Store { get; init; }

    /// <summary>Gets the agent types.</summary>
    public required IAgentRunners Runners { get; init; }

    /// <summary>Gets what carries out what agents ask for.</summary>
    public required IAgentWorld World { get; init; }

    /// <summary>Gets what calls tools.</summary>
    public required IAgentTools Tools { get; init; }

    /// <summary>Gets the services that agent types are granted.</summary>
    public required IAgentServices Services { get; init; }

    /// <summary>Gets who watches; <see langword="null"/> when nobody does.</summary>
    public IAgentObserver? Observer { get; init; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets how many agents handle a message at once.</summary>
    /// <value>1 or more; 64 unless set.</value>
    public int Parallelism { get; init; } = 64;

    /// <summary>Gets how often the store is asked for what other processes put there.</summary>
    /// <value>200 milliseconds unless set.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets how often agents without a living owner are looked for.</summary>
    /// <value>1 second unless set.</value>
    public TimeSpan ClaimInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets how often the runs are looked at whose end agents wait for; ends that <see cref="AgentManager.OnRunEnded"/> tells need no look.</summary>
    /// <value>5 seconds unless set.</value>
    public TimeSpan AwaitInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how long a handler that was told to end may take for that before it is left alone.</summary>
    /// <value>1 second unless set.</value>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets how long the ids of handled messages are kept, so that one that comes again is dropped.</summary>
    /// <value>7 days unless set.</value>
    public TimeSpan RememberFor { get; init; } = TimeSpan.FromDays(7);
}
