using Arch.Engine.Runs;

namespace Arch.Storage.Sqlite.Names;

/// <summary>Kinds of messages as the store keeps them; for ever.</summary>
internal static class MessageKindNames
{
    public static string Of(RunMessageKind kind) => kind switch
    {
        RunMessageKind.Signal => "signal",
        RunMessageKind.Event => "event",
        RunMessageKind.TaskCompleted => "task_completed",
        RunMessageKind.ChildEnded => "child_ended",
        RunMessageKind.AgentReplied => "agent_replied",
        RunMessageKind.Permit => "permit",
        RunMessageKind.Cancel => "cancel",
        RunMessageKind.Pause => "pause",
        RunMessageKind.Resume => "resume",
        RunMessageKind.Migrate => "migrate",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };

    /// <summary>Reads a kind, or gives <see langword="null"/> for a text that is none.</summary>
    public static RunMessageKind? Parse(string name) => name switch
    {
        "signal" => RunMessageKind.Signal,
        "event" => RunMessageKind.Event,
        "task_completed" => RunMessageKind.TaskCompleted,
        "child_ended" => RunMessageKind.ChildEnded,
        "agent_replied" => RunMessageKind.AgentReplied,
        "permit" => RunMessageKind.Permit,
        "cancel" => RunMessageKind.Cancel,
        "pause" => RunMessageKind.Pause,
        "resume" => RunMessageKind.Resume,
        "migrate" => RunMessageKind.Migrate,
        _ => null,
    };
}
