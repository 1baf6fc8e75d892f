using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary><c>fail</c>: raises an error of kind <c>fail</c>.</summary>
public sealed record FailNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "fail";

    /// <summary>Gets the code.</summary>
    public required Template Code { get; init; }

    /// <summary>Gets the message.</summary>
    public required Template Message { get; init; }

    /// <summary>Gets more data, or <see langword="null"/>.</summary>
    public Template? Details { get; init; }
}
