namespace Arch.Workflows.Diagnostics;

/// <summary>A place in a file.</summary>
/// <param name="File">The path as the user gave it, or a name for text that is in no file.</param>
/// <param name="Line">The line, from 1; 0 when the place is the whole file.</param>
/// <param name="Column">The column in UTF-16 units, from 1; 0 when the place is the whole file.</param>
/// <param name="Length">How many UTF-16 units it spans on its line; 0 when it is a point.</param>
public readonly record struct SourcePlace(string File, int Line, int Column, int Length = 0)
{
    /// <summary>Gives <c>file:line:column</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
