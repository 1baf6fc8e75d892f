using System.Text.Json.Nodes;

namespace Arch.Agents.Types;

/// <summary>The settings of agents that watch a source.</summary>
internal sealed record WatchSettings
{
    public string? Source { get; init; }

    public JsonObject? Arguments { get; init; }

    public required TimeSpan Every { get; init; }

    public string Items { get; init; } = "outputs.items";

    public string Key { get; init; } = "item.id";

    public string? Cursor { get; init; }

    public string CursorInput { get; init; } = "cursor";

    public required string Emit { get; init; }

    public string First { get; init; } = "skip";

    public int Remember { get; init; } = 10_000;
}
