using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary><c>wait</c> for a length of time or until a moment.</summary>
public sealed record WaitNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "wait";

    /// <summary>
    /// Gets the length of time as a constant duration or an expression; <see langword="null"/> when there is a moment.
    /// </summary>
    public Template? For { get; init; }

    /// <summary>Gets the moment, an RFC 3339 text; <see langword="null"/> when there is a length of time.</summary>
    public ExpressionHandle? Until { get; init; }
}
