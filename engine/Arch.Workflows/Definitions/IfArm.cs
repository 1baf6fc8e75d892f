namespace Arch.Workflows.Definitions;

/// <summary>One arm of <c>if</c>.</summary>
/// <param name="Condition">The condition; it must give a boolean.</param>
/// <param name="Then">What runs when it is true.</param>
public sealed record IfArm(ExpressionHandle Condition, Block Then);
