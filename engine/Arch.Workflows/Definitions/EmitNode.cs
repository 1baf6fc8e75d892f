using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary><c>emit</c>: publishes an event.</summary>
public sealed record EmitNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "emit";

    /// <summary>Gets the subject.</summary>
    public required Template Subject { get; init; }

    /// <summary>Gets the data.</summary>
    public required Template Data { get; init; }
}
