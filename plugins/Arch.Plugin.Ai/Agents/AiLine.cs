using System.ComponentModel;

namespace Arch.Plugin.Ai.Agents;

/// <summary>A line of a transcript.</summary>
internal sealed record AiLine
{
    [Description("Who speaks: user or assistant.")]
    public required string Role { get; init; }

    [Description("What is said.")]
    public string Text { get; init; } = "";

    [Description("The tools that the model wants to use.")]
    public IReadOnlyList<AiCall> Calls { get; init; } = [];
}
