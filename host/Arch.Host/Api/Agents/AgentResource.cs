using System.Text.Json.Serialization;
using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Expressions.Values;

namespace Arch.Host.Api.Agents;

/// <summary>An agent.</summary>
internal sealed record AgentResource
{
    /// <summary>Gets the name, <c>namespace.id</c>.</summary>
    public required string Name { get; init; }

    public string? Title { get; init; }

    public required string Type { get; init; }

    public required AgentStatus Status { get; init; }

    /// <summary>Gets why it stands so.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets how often it failed in a row.</summary>
    public required int Failures { get; init; }

    /// <summary>Gets when it goes on after a failure.</summary>
    public DateTimeOffset? RestartAt { get; init; }

    /// <summary>Gets how many messages wait.</summary>
    public required long Pending { get; init; }

    public required long Handled { get; init; }

    /// <summary>Gets how many messages were put aside, since it failed at them.</summary>
    public required long Dead { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Gets the state that it saved; lists leave it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Value State { get; init; }

    /// <summary>Gets the first messages that wait; lists leave it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MailResource>? Mailbox { get; init; }

    /// <summary>Gets the messages that were put aside; lists leave it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MailResource>? DeadLetters { get; init; }

    public static AgentResource Of(AgentSummary agent) => new()
    {
        Name = agent.Agent,
        Title = agent.Title,
        Type = agent.Type,
        Status = agent.Life.Status,
        Reason = agent.Life.Reason,
        Failures = agent.Life.Failures,
        RestartAt = agent.Life.RestartAt,
        Pending = agent.Pending,
        Handled = agent.Handled,
        Dead = agent.Dead,
        LastAt = agent.LastAt,
    };
}
