using System.Text.Json.Nodes;

namespace Arch.Agents.Types;

/// <summary>What an agent that watches a source remembers.</summary>
internal sealed record WatchState
{
    /// <summary>Gets whether it has looked before.</summary>
    public bool HasLooked { get; init; }

    /// <summary>Gets where the next look begins; <see langword="null"/> before the source said.</summary>
    public JsonNode? Cursor { get; init; }

    /// <summary>Gets the keys that were seen, the oldest first.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Gets how many looks failed in a row.</summary>
    public int Failures { get; init; }
}
