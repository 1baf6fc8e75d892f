using Arch.Agents.Ports;
using Arch.Expressions.Values;
using Arch.Sdk.Agents;

namespace Arch.Host.Api.Agents;

/// <summary>A message to an agent.</summary>
internal sealed record MailResource(
    string Id, AgentMessageKind Kind, string Subject, string? Sender, Value Data, DateTimeOffset SentAt, DateTimeOffset DueAt, int Attempts, string? Error)
{
    public static MailResource Of(AgentMail mail, string? error = null) => new(
        mail.Id,
        mail.Kind,
        mail.Subject,
        mail.Sender,
        mail.Data is null ? Value.Null : ValueJson.Parse(mail.Data, ValueDepth.InRecords),
        mail.SentAt,
        mail.DueAt,
        mail.Attempts,
        error);
}
