using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary>Asks an agent and waits for its reply.</summary>
public sealed record AgentNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "agent";

    /// <summary>Gets the full name of the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the data of the question; evaluates to an object.</summary>
    public required Template With { get; init; }
}
