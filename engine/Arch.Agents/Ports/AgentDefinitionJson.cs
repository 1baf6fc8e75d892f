using System.Collections.Immutable;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Ports;

/// <summary>Definitions of agents as stores keep them. What a later version adds has a default.</summary>
public static class AgentDefinitionJson
{
    /// <summary>Writes a definition. Equal definitions give equal bytes.</summary>
    /// <param name="definition">The definition.</param>
    public static byte[] Write(AgentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var (restart, limits) = (definition.Restart, definition.Limits);
        return ValueJson.ToUtf8(Object(
            ("name", Value.From(definition.FullName)),
            ("title", Text(definition.Title)),
            ("type", Value.From(definition.Type)),
            ("version", Value.From(definition.Version)),
            ("settings", definition.Settings),
            ("connection", Value.From(definition.Connection)),
            ("tools", Value.From(ValueArray.Of([.. definition.Tools.Select(Tool)]))),
            ("inbox", Text(definition.Inbox)),
            ("autostart", Value.From(definition.StartsByItself)),
            ("restart", Object(
                ("attempts", Value.From(restart.Attempts)),
                ("delay", Time(restart.Delay)),
                ("backoff", Value.From((int)restart.Backoff)),
                ("max_delay", Time(restart.MaxDelay)))),
            ("idle_stop", definition.IdleStop is { } idle ? Time(idle) : Value.Undefined),
            ("limits", Object(
                ("time", Time(limits.Time)),
                ("attempts", Value.From(limits.Attempts)),
                ("mailbox", Value.From(limits.Mailbox)),
                ("message", Value.From(limits.MessageBytes)),
                ("state", Value.From(limits.StateBytes)),
                ("log", Value.From(limits.LogLines))))));
    }

    /// <summary>Reads a definition.</summary>
    /// <param name="json">What <see cref="Write"/> gave.</param>
    public static AgentDefinition Read(byte[] json)
    {
        var value = ValueJson.Parse(json, ValueDepth.InRecords);
        var (restart, limits) = (value["restart"], value["limits"]);
        var usual = new AgentLimits();
        return new AgentDefinition
        {
            FullName = value["name"].ToString(),
            Title = Text(value["title"]),
            Type = value["type"].ToString(),
            Version = Number(value["version"], 1),
            Settings = value["settings"],
            Connection = value["connection"].TryGetString(out var connection) ? connection : null,
            Tools = value["tools"].TryGetArray(out var tools) ? [.. tools.Select(Tool)] : ImmutableArray<AgentTool>.Empty,
            Inbox = Text(value["inbox"]),
            StartsByItself = value["autostart"] != Value.False,
            Restart = new AgentRestart
            {
                Attempts = Number(restart["attempts"], 10),
                Delay = Time(restart["delay"], TimeSpan.FromSeconds(1)),
                Backoff = (RetryBackoff)Number(restart["backoff"], (int)RetryBackoff.Exponential),
                MaxDelay = Time(restart["max_delay"], TimeSpan.FromMinutes(5)),
            },
            IdleStop = value["idle_stop"].IsNullish ? null : Time(value["idle_stop"], TimeSpan.Zero),
            Limits = new AgentLimits
            {
                Time = Time(limits["time"], usual.Time),
                Attempts = Number(limits["attempts"], usual.Attempts),
                Mailbox = Number(limits["mailbox"], usual.Mailbox),
                MessageBytes = Number(limits["message"], usual.MessageBytes),
                StateBytes = Number(limits["state"], usual.StateBytes),
                LogLines = Number(limits["log"], usual.LogLines),
            },
        };
    }

    private static Value Tool(AgentTool tool) => Object(
        ("name", Value.From(tool.Name)),
        ("description", Text(tool.Description)),
        ("step_type", Text(tool.StepType)),
        ("version", Value.From(tool.Version)),
        ("workflow", Text(tool.Workflow)),
        ("with", tool.With),
        ("connection", Text(tool.Connection)));

    private static AgentTool Tool(Value value) => new()
    {
        Name = value["name"].ToString(),
        Description = Text(value["description"]),
        StepType = Text(value["step_type"]),
        Version = Number(value["version"], 1),
        Workflow = Text(value["workflow"]),
        With = value["with"].IsNullish ? Value.EmptyObject : value["with"],
        Connection = Text(value["connection"]),
    };

    // Written without members that are undefined.
    private static Value Object(params ReadOnlySpan<(string Name, Value Value)> members)
    {
        var all = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            if (!value.IsUndefined)
            {
                all[name] = value;
            }
        }

        return Value.From(ValueObject.Of(all));
    }

    private static Value Text(string? text) => text is null ? Value.Undefined : Value.From(text);

    private static string? Text(Value value) => value.TryGetString(out var text) ? text : null;

    private static Value Time(TimeSpan time) => Value.From(time.TotalMilliseconds);

    private static TimeSpan Time(Value value, TimeSpan otherwise) =>
        value.TryGetNumber(out var milliseconds) ? TimeSpan.FromMilliseconds(milliseconds) : otherwise;

    private static int Number(Value value, int otherwise) => value.TryGetNumber(out var number) ? (int)number : otherwise;
}
