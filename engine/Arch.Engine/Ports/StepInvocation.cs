using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Ports;

/// <summary>One attempt of a step.</summary>
public sealed record StepInvocation
{
    /// <summary>Gets the run.</summary>
    public required RunId RunId { get; init; }

    /// <summary>Gets the definition of the run.</summary>
    public required WorkflowDefinition Definition { get; init; }

    /// <summary>Gets the step.</summary>
    public required UsesNode Node { get; init; }

    /// <summary>Gets the place of the step in the run, with the iterations around it.</summary>
    public required string StepPath { get; init; }

    /// <summary>Gets the number of the attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets the key that is the same whenever this very attempt is carried out again.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Gets the evaluated inputs, an object.</summary>
    public required Value Input { get; init; }
}
