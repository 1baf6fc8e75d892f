using Arch.Agents.Lifecycle;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Ports;

/// <summary>All that is needed to handle the next message of an agent.</summary>
public sealed record AgentWork
{
    /// <summary>Gets the definition.</summary>
    public required AgentDefinition Definition { get; init; }

    /// <summary>Gets the epoch of the ownership, which commits must give.</summary>
    public required long Epoch { get; init; }

    /// <summary>Gets how it stands.</summary>
    public required AgentLife Life { get; init; }

    /// <summary>Gets the state as JSON; <see langword="null"/> when it has none yet.</summary>
    public byte[]? State { get; init; }

    /// <summary>Gets the message that is due; <see langword="null"/> when none is, or none may be handled.</summary>
    public AgentMail? Mail { get; init; }

    /// <summary>Gets how many owners died in a row while it had something to do.</summary>
    public int Crashes { get; init; }

    /// <summary>Gets whether it has been idle for too long.</summary>
    public bool IsIdle { get; init; }
}
