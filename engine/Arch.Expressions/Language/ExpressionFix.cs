namespace Arch.Expressions.Language;

/// <summary>A change of the text that puts a problem right.</summary>
/// <param name="Start">Where the text to replace begins, in UTF-16 units from 0.</param>
/// <param name="Length">How many UTF-16 units are replaced; 0 when something is put in.</param>
/// <param name="Text">What stands there afterwards.</param>
public sealed record ExpressionFix(int Start, int Length, string Text);
