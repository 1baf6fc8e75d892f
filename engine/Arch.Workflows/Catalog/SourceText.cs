namespace Arch.Workflows.Catalog;

/// <summary>A file's text.</summary>
/// <param name="File">The path as the user gave it, or a name for text that is in no file.</param>
/// <param name="Text">What it holds.</param>
public sealed record SourceText(string File, string Text);
