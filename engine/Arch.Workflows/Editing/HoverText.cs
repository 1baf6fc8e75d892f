namespace Arch.Workflows.Editing;

/// <summary>What an editor shows about the text under the pointer.</summary>
/// <param name="Range">The text that it is about.</param>
/// <param name="Markdown">What is said, as Markdown.</param>
public sealed record HoverText(TextRange Range, string Markdown);
