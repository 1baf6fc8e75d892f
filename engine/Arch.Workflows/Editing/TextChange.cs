namespace Arch.Workflows.Editing;

/// <summary>A change of a text.</summary>
/// <param name="Range">What is replaced.</param>
/// <param name="NewText">What stands there afterwards.</param>
public sealed record TextChange(TextRange Range, string NewText);
