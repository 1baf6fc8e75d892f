using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary><c>call</c>: a run of another workflow.</summary>
public sealed record CallNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "call";

    /// <summary>Gets the full name of the workflow.</summary>
    public required string Workflow { get; init; }

    /// <summary>Gets the version asked for, or <see langword="null"/> for the current one.</summary>
    public string? Version { get; init; }

    /// <summary>Gets the inputs.</summary>
    public required Template With { get; init; }

    /// <summary>Gets whether the step ends as soon as the other run has started.</summary>
    public bool Detach { get; init; }
}
