using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary><c>return</c>: ends the run, or the action around it, with outputs.</summary>
public sealed record ReturnNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "return";

    /// <summary>Gets the outputs.</summary>
    public required Template Outputs { get; init; }
}
