using Arch.Sdk.Agents;

namespace Arch.Agents.Ports;

/// <summary>A message as mailboxes keep it.</summary>
public sealed record AgentMail
{
    /// <summary>Gets the agent that it is for.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the id; an agent takes each id once.</summary>
    public required string Id { get; init; }

    /// <summary>Gets why the agent gets it.</summary>
    public required AgentMessageKind Kind { get; init; }

    /// <summary>Gets what it is about; of a timer its name, which at most one waiting message has.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Gets who sent it; <see langword="null"/> when nobody did.</summary>
    public string? Sender { get; init; }

    /// <summary>Gets the data as JSON; <see langword="null"/> for none.</summary>
    public byte[]? Data { get; init; }

    /// <summary>Gets where the reply goes; <see langword="null"/> when nobody waits for one.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Gets when it was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Gets when it may be handled.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>
    /// Gets the run whose end the message will tell; it is put into the mailbox when the run is asked for, and is due when its end is known.
    /// </summary>
    /// <value><see langword="null"/> for all other messages, and when the end is known.</value>
    public string? Expects { get; init; }

    /// <summary>Gets how often it was handled in vain.</summary>
    public int Attempts { get; init; }
}
