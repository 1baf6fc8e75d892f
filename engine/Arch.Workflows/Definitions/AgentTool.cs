using Arch.Expressions.Values;

namespace Arch.Workflows.Definitions;

/// <summary>A step type or a workflow that an agent may call.</summary>
public sealed record AgentTool
{
    /// <summary>Gets what the agent calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what the agent is told about it; <see langword="null"/> for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the step type; <see langword="null"/> when it is a workflow.</summary>
    public string? StepType { get; init; }

    /// <summary>Gets the major version of the step type.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Gets the workflow; <see langword="null"/> when it is a step type.</summary>
    public string? Workflow { get; init; }

    /// <summary>Gets the arguments that the agent cannot change, an object.</summary>
    public Value With { get; init; } = Value.EmptyObject;

    /// <summary>Gets the connection of the step; <see langword="null"/> for none.</summary>
    public string? Connection { get; init; }
}
