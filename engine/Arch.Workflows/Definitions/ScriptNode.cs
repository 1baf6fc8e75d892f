using Arch.Expressions.Language;
using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary><c>script</c>: statements in the sandbox.</summary>
public sealed record ScriptNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "script";

    /// <summary>Gets the arguments by name.</summary>
    public required Template With { get; init; }

    /// <summary>Gets the statements.</summary>
    public required CompiledScript Script { get; init; }
}
