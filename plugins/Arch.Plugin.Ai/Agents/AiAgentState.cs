using System.ComponentModel;

namespace Arch.Plugin.Ai.Agents;

/// <summary>What an agent is working on, and the transcripts of what it did last.</summary>
internal sealed record AiAgentState
{
    [Description("What is being worked on, or waits for its turn.")]
    public IReadOnlyList<AiTask> Tasks { get; init; } = [];

    [Description("What was done last, the newest at the end.")]
    public IReadOnlyList<AiTask> Done { get; init; } = [];
}
