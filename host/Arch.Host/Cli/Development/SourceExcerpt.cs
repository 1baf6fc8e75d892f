using System.Globalization;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Cli.Development;

/// <summary>A diagnostic with the line that it is about, and a mark under the piece that is meant.</summary>
internal static class SourceExcerpt
{
    private const int MostCharacters = 160;

    public static string Of(Diagnostic diagnostic, string text)
    {
        var place = diagnostic.Place;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (place.Line < 1 || place.Line > lines.Length)
        {
            return diagnostic.ToString();
        }

        var line = lines[place.Line - 1];
        var number = place.Line.ToString(CultureInfo.InvariantCulture);
        if (line.Length > MostCharacters)
        {
            return diagnostic.ToString();
        }

        // Tabs stay, so that the mark stands under its place whatever their width.
        var before = string.Concat(line.Take(place.Column - 1).Select(letter => letter == '\t' ? '\t' : ' '));
        var mark = new string('^', Math.Max(1, place.Length));
        return $"{diagnostic}\n  {number} | {line}\n  {new string(' ', number.Length)} | {before}{mark}";
    }
}
