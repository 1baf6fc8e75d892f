namespace Arch.Expressions.Templates;

/// <summary>A piece of a scalar: literal text, or an expression between <c>${{</c> and <c>}}</c>.</summary>
/// <param name="IsExpression">Whether it is an expression.</param>
/// <param name="Text">
/// The literal text with <c>$${{</c> already turned into <c>${{</c>; or the expression without the marks and without
/// space around it.
/// </param>
/// <param name="Start">
/// Where it begins in the scalar, in UTF-16 units from 0; for an expression, where <paramref name="Text"/> begins, so
/// that the position of a problem in the expression is added to it.
/// </param>
/// <param name="Length">How many UTF-16 units of the scalar it spans.</param>
public sealed record TemplatePart(bool IsExpression, string Text, int Start, int Length);
