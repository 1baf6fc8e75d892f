namespace Arch.Workflows.Definitions;

/// <summary>An edge of a <c>graph</c>.</summary>
/// <param name="Node">The index of the step that must end first.</param>
/// <param name="Condition">How it must have ended; otherwise the step that needs it is skipped.</param>
public readonly record struct Need(int Node, NeedCondition Condition);
