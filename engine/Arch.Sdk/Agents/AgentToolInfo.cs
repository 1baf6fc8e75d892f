using System.Text.Json.Nodes;

namespace Arch.Sdk.Agents;

/// <summary>A tool of an agent as one describes it to a language model.</summary>
public sealed record AgentToolInfo
{
    /// <summary>Gets what the agent calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it is for; empty when nobody says.</summary>
    public string Description { get; init; } = "";

    /// <summary>Gets the JSON Schema of its arguments, without those that the agent's declaration gives.</summary>
    public required JsonObject Schema { get; init; }

    /// <summary>Gets whether it is a workflow, which is started and heard of later; otherwise it is a step type.</summary>
    public bool IsWorkflow { get; init; }
}
