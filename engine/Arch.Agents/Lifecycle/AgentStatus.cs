namespace Arch.Agents.Lifecycle;

/// <summary>Where an agent stands.</summary>
public enum AgentStatus
{
    /// <summary>It is declared and was never started.</summary>
    Created,

    /// <summary>It was told to start, and has not handled that yet.</summary>
    Starting,

    /// <summary>It handles messages as they come.</summary>
    Running,

    /// <summary>Its messages wait until it is started again.</summary>
    Paused,

    /// <summary>It was told to stop and finishes the message that it handles.</summary>
    Stopping,

    /// <summary>It handles nothing; its state and its messages are kept.</summary>
    Stopped,

    /// <summary>It failed. It goes on after a while, or when somebody starts it.</summary>
    Faulted,
}
