using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Editing;

/// <summary>A piece of a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends; one behind its last character.</param>
public readonly record struct TextRange(TextPosition Start, TextPosition End)
{
    /// <summary>Makes a range of a place in a file.</summary>
    /// <param name="place">The place; that of a whole file gives its beginning.</param>
    /// <returns>The range.</returns>
    public static TextRange Of(SourcePlace place)
    {
        var line = Math.Max(0, place.Line - 1);
        var column = Math.Max(0, place.Column - 1);
        return new(new(line, column), new(line, column + place.Length));
    }
}
