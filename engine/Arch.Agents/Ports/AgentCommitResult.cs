namespace Arch.Agents.Ports;

/// <summary>What became of a commit.</summary>
public sealed record AgentCommitResult
{
    /// <summary>Gets why nothing was kept, as the agent's failure; <see langword="null"/> when it was.</summary>
    public string? Refusal { get; init; }

    /// <summary>Gets the code of the refusal.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>Gets whether the agent is owned by somebody else now; nothing was kept.</summary>
    public bool IsLost { get; init; }

    /// <summary>Gets whether a message was sent that another agent may handle at once.</summary>
    public bool Wakes { get; init; }

    /// <summary>Gets what is next for the same agent; <see langword="null"/> when there is nothing to do at once.</summary>
    public AgentWork? Next { get; init; }
}
