using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Ports;

/// <summary>A call of a tool.</summary>
public sealed record AgentToolCall
{
    /// <summary>Gets the agent.</summary>
    public required AgentDefinition Agent { get; init; }

    /// <summary>Gets the tool.</summary>
    public required AgentTool Tool { get; init; }

    /// <summary>Gets the arguments, an object, with those that the declaration gives.</summary>
    public required Value Arguments { get; init; }

    /// <summary>Gets a key that is the same when the same call is made again for the same message.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Gets the id of the run, when the tool is a workflow.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets the attempt to handle the message, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets the log of the agent.</summary>
    public required IPluginLog Log { get; init; }
}
