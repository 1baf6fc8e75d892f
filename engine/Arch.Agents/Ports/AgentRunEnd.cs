using Arch.Expressions.Values;

namespace Arch.Agents.Ports;

/// <summary>How a run ended that an agent wanted to hear of.</summary>
public sealed record AgentRunEnd
{
    /// <summary>Gets the run.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets how it ended: <c>succeeded</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Gets its outputs; undefined when there are none.</summary>
    public Value Outputs { get; init; }

    /// <summary>Gets the code of its error; <see langword="null"/> when it has none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Gets the message of its error; <see langword="null"/> when it has none.</summary>
    public string? ErrorMessage { get; init; }
}
