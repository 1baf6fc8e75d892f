namespace Arch.Workflows.Editing;

/// <summary>A workflow or step in the outline of a file.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Detail">The step's verb, or the kind of the document.</param>
/// <param name="Range">All of it.</param>
/// <param name="NameRange">Its id in the text.</param>
/// <param name="Children">What is in it.</param>
public sealed record OutlineEntry(
    string Name,
    string Detail,
    TextRange Range,
    TextRange NameRange,
    IReadOnlyList<OutlineEntry> Children);
