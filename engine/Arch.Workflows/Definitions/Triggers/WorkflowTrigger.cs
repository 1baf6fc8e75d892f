using System.Collections.Immutable;

namespace Arch.Workflows.Definitions.Triggers;

/// <summary>Starts a run when a run of another workflow has ended.</summary>
public sealed record WorkflowTrigger : TriggerDefinition
{
    /// <inheritdoc/>
    public override string Kind => "workflow";

    /// <summary>Gets the workflows, <c>namespace.id</c>.</summary>
    public required ImmutableArray<string> Workflows { get; init; }

    /// <summary>Gets how the run must have ended: <c>succeeded</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required ImmutableArray<string> Statuses { get; init; }

    /// <summary>Gets how long after each other runs of all the workflows must have ended.</summary>
    /// <value><see langword="null"/> when one of them is enough.</value>
    public TimeSpan? Within { get; init; }
}
