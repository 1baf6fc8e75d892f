using YamlDotNet.Core;

namespace Arch.Workflows.Formatting;

/// <summary>Moves plain and quoted scalars of several lines: the spaces around their breaks are no data.</summary>
internal static class FoldedScalarText
{
    /// <summary>Gives the lines, all but the first at a column.</summary>
    public static IReadOnlyList<string> Move(string raw, ScalarStyle style, int column)
    {
        var lines = raw.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = i > 0 ? lines[i].TrimStart(' ', '\t') : lines[i];
            line = i < lines.Length - 1 ? TrimEnd(line, style) : line;
            lines[i] = i > 0 && line.Length > 0 ? new string(' ', column) + line : line;
        }

        return lines;
    }

    // A space behind a backslash is data.
    private static string TrimEnd(string line, ScalarStyle style)
    {
        var trimmed = line.TrimEnd(' ', '\t');
        var backslashes = trimmed.Length - trimmed.TrimEnd('\\').Length;
        return style == ScalarStyle.DoubleQuoted && backslashes % 2 == 1 && trimmed.Length < line.Length
            ? line[..(trimmed.Length + 1)]
            : trimmed;
    }
}
