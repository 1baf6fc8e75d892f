namespace Arch.Workflows.Definitions.Triggers;

/// <summary>Starts a run for each event.</summary>
public sealed record EventTrigger : TriggerDefinition
{
    /// <inheritdoc/>
    public override string Kind => "event";

    /// <summary>Gets the subject, in which <c>*</c> stands for one part and <c>&gt;</c> at the end for one or more.</summary>
    public required string Subject { get; init; }
}
