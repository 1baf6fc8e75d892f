using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Sdk;
using Arch.Sdk.Agents;

namespace Arch.Storage.Sqlite.Agents;

/// <summary>Words as the store keeps them; for ever.</summary>
internal static class AgentNames
{
    public static string Of(AgentStatus status) => status switch
    {
        AgentStatus.Created => "created",
        AgentStatus.Starting => "starting",
        AgentStatus.Running => "running",
        AgentStatus.Paused => "paused",
        AgentStatus.Stopping => "stopping",
        AgentStatus.Stopped => "stopped",
        AgentStatus.Faulted => "faulted",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status."),
    };

    public static AgentStatus Status(string name) => name switch
    {
        "created" => AgentStatus.Created,
        "starting" => AgentStatus.Starting,
        "running" => AgentStatus.Running,
        "paused" => AgentStatus.Paused,
        "stopping" => AgentStatus.Stopping,
        "stopped" => AgentStatus.Stopped,
        "faulted" => AgentStatus.Faulted,
        _ => throw StoreFailure.BadRow("an agent", $"its status '{name}' is not known."),
    };

    public static string Of(AgentMessageKind kind) => kind switch
    {
        AgentMessageKind.Message => "message",
        AgentMessageKind.Ask => "ask",
        AgentMessageKind.Event => "event",
        AgentMessageKind.Timer => "timer",
        AgentMessageKind.Start => "start",
        AgentMessageKind.Run => "run",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };

    public static AgentMessageKind MailKind(string name) => name switch
    {
        "message" => AgentMessageKind.Message,
        "ask" => AgentMessageKind.Ask,
        "event" => AgentMessageKind.Event,
        "timer" => AgentMessageKind.Timer,
        "start" => AgentMessageKind.Start,
        "run" => AgentMessageKind.Run,
        _ => throw StoreFailure.BadRow("a message to an agent", $"its kind '{name}' is not known."),
    };

    public static string Of(OutboxKind kind) => kind switch
    {
        OutboxKind.Event => "event",
        OutboxKind.Run => "run",
        OutboxKind.Reply => "reply",
        OutboxKind.Approval => "approval",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };

    public static OutboxKind Outbox(string name) => name switch
    {
        "event" => OutboxKind.Event,
        "run" => OutboxKind.Run,
        "reply" => OutboxKind.Reply,
        "approval" => OutboxKind.Approval,
        _ => throw StoreFailure.BadRow("what is to be carried out for an agent", $"its kind '{name}' is not known."),
    };

    public static string Of(PluginLogLevel level) => level switch
    {
        PluginLogLevel.Debug => "debug",
        PluginLogLevel.Info => "info",
        PluginLogLevel.Warning => "warning",
        _ => "error",
    };

    public static PluginLogLevel Level(string name) => name switch
    {
        "debug" => PluginLogLevel.Debug,
        "info" => PluginLogLevel.Info,
        "warning" => PluginLogLevel.Warning,
        _ => PluginLogLevel.Error,
    };
}
