using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Arch.Plugin.Ai.Agents;

/// <summary>What an agent remembers and how.</summary>
internal sealed record AiMemory
{
    [Description("The collection of the vector store; one of the agent's own unless given.")]
    public string? Collection { get; init; }

    [Description("How many memories a message brings to mind.")]
    [Range(0, 50)]
    public int Recall { get; init; } = 5;

    [Description("How alike a memory must be, by the cosine.")]
    [Range(-1d, 1d)]
    public double MinScore { get; init; } = 0.2;
}
