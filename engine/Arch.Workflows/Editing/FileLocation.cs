namespace Arch.Workflows.Editing;

/// <summary>A piece of a file.</summary>
/// <param name="File">The file, as its <see cref="Catalog.SourceText"/> names it.</param>
/// <param name="Range">The piece.</param>
public sealed record FileLocation(string File, TextRange Range);
