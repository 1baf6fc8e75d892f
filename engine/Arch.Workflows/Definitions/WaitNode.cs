namespace Arch.Workflows.Definitions;

/// <summary>Waits durably for time, signals or events.</summary>
public sealed record WaitNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "wait";

    /// <summary>Gets what ends the wait.</summary>
    public required WaitCondition Condition { get; init; }

    /// <summary>Gets whether all parts of the condition must be met, rather than one.</summary>
    public bool NeedsAll => Condition is CombinedCondition { NeedsAll: true };

    /// <summary>Gets whether the step succeeds when <see cref="StepNode.Timeout"/> passes before the condition is met.</summary>
    public bool ContinueOnTimeout { get; init; }
}
