namespace Arch.Expressions.Language;

/// <summary>One member of a chain.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="IsOptional">Whether it is reached by <c>?.</c>.</param>
/// <param name="Start">Where the name begins in the text, in UTF-16 units from 0.</param>
/// <param name="Length">How many UTF-16 units the name spans.</param>
public sealed record ReferenceSegment(string Name, bool IsOptional, int Start, int Length);
