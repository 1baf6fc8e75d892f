using Arch.Agents.Lifecycle;

namespace Arch.Agents.Ports;

/// <summary>An agent as lists show it.</summary>
public sealed record AgentSummary
{
    /// <summary>Gets the name: <c>namespace.id</c>.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the type with its version.</summary>
    public required string Type { get; init; }

    /// <summary>Gets how it stands.</summary>
    public required AgentLife Life { get; init; }

    /// <summary>Gets how many messages wait, timers included.</summary>
    public required long Pending { get; init; }

    /// <summary>Gets how many messages it has handled.</summary>
    public required long Handled { get; init; }

    /// <summary>Gets how many messages were put aside.</summary>
    public required long Dead { get; init; }

    /// <summary>Gets when it last handled a message; <see langword="null"/> when it never did.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Gets the title; <see langword="null"/> when it has none.</summary>
    public string? Title { get; init; }
}
