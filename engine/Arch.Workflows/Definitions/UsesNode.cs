using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary><c>uses: type@version</c>: a step type of a plugin.</summary>
public sealed record UsesNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "uses";

    /// <summary>Gets the name of the step type.</summary>
    public required string StepType { get; init; }

    /// <summary>Gets the major version of the step type.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the inputs.</summary>
    public required Template With { get; init; }

    /// <summary>Gets the name of the connection, or <see langword="null"/>.</summary>
    public string? Connection { get; init; }
}
