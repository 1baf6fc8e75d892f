using Arch.Agents.Lifecycle;

namespace Arch.Agents.Ports;

/// <summary>All that follows from handling a message; kept wholly or not at all.</summary>
public sealed record AgentCommit
{
    /// <summary>Gets the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the epoch of the ownership.</summary>
    public required long Epoch { get; init; }

    /// <summary>Gets when it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets what happened to the agent.</summary>
    public required AgentHappening Happening { get; init; }

    /// <summary>Gets the id of the message; <see langword="null"/> when none was handled.</summary>
    public string? MailId { get; init; }

    /// <summary>Gets what becomes of the message.</summary>
    public MailFate Fate { get; init; }

    /// <summary>Gets what is said of a message that is put aside.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the new state; <see langword="null"/> when it stays as it was.</summary>
    public byte[]? State { get; init; }

    /// <summary>Gets the messages that are sent, those of timers included.</summary>
    public IReadOnlyList<AgentMail> Sends { get; init; } = [];

    /// <summary>Gets the names of the timers that are taken away.</summary>
    public IReadOnlyList<string> CancelledTimers { get; init; } = [];

    /// <summary>Gets what is to be carried out after the commit.</summary>
    public IReadOnlyList<OutboxItem> Outbox { get; init; } = [];

    /// <summary>Gets the new lines of the log.</summary>
    public IReadOnlyList<AgentLogLine> Log { get; init; } = [];
}
