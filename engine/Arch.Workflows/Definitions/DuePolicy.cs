namespace Arch.Workflows.Definitions;

/// <summary>What happens when a human task is not completed in time.</summary>
public enum DuePolicy
{
    /// <summary>The step fails with an error of kind <c>timeout</c>.</summary>
    Fail,

    /// <summary>The step succeeds without an action.</summary>
    Continue,

    /// <summary>The event <c>arch.tasks.escalated</c> is published and the task stays open.</summary>
    Escalate,
}
