namespace Arch.Expressions.Language;

/// <summary>A chain of members in an expression, such as <c>steps.x?.outputs.y</c>.</summary>
/// <param name="Root">The name it starts at.</param>
/// <param name="Path">The members in order, as far as they are constant.</param>
/// <param name="Start">Where the root begins in the text, in UTF-16 units from 0.</param>
/// <param name="Length">How many UTF-16 units the chain spans.</param>
public sealed record ExpressionReference(string Root, IReadOnlyList<ReferenceSegment> Path, int Start, int Length);
