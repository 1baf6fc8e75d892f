namespace Arch.Workflows.Definitions;

/// <summary><c>group</c>: steps that share modifiers.</summary>
public sealed record GroupNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "group";

    /// <summary>Gets the steps.</summary>
    public required Block Body { get; init; }
}
