using System.Text.Json.Nodes;

namespace Arch.Sdk.Agents;

/// <summary>A message to an agent.</summary>
public sealed record AgentMessage
{
    /// <summary>Gets what names the message for ever: it is the same when the message is handled again.</summary>
    public required string Id { get; init; }

    /// <summary>Gets why the agent gets it.</summary>
    public required AgentMessageKind Kind { get; init; }

    /// <summary>Gets what it is about; of an event its subject, of a timer its name, of a run what the agent said it hears of it as.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Gets who sent it: <c>agent:ns.id</c>, <c>run:ID</c>, or the name of a person.</summary>
    /// <value><see langword="null"/> when nobody did, as for timers.</value>
    public string? Sender { get; init; }

    /// <summary>Gets the data; <see langword="null"/> for none.</summary>
    public JsonNode? Data { get; init; }

    /// <summary>Gets when it was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Gets the number of the attempt to handle it, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Gets whether the message is put aside when this attempt fails.</summary>
    public bool IsLastAttempt { get; init; }

    /// <summary>
    /// Gets where the reply goes. Keep it in the state and give it to <see cref="AgentContext.Reply(string, JsonObject)"/> to reply
    /// when a later message is handled.
    /// </summary>
    /// <value><see langword="null"/> when nobody waits for a reply.</value>
    public string? ReplyTo { get; init; }
}
