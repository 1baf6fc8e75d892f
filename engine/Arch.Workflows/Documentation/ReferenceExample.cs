namespace Arch.Workflows.Documentation;

/// <summary>A piece of a file that shows the use of something.</summary>
/// <param name="File">The file.</param>
/// <param name="Text">The piece, its indentation taken away.</param>
internal sealed record ReferenceExample(string File, string Text);
