using System.Globalization;

namespace Arch.Workflows.Formatting;

/// <summary>Finds the lines of block scalars (<c>|</c> and <c>&gt;</c>) and moves them to another column.</summary>
internal static class BlockScalarText
{
    /// <summary>Finds where a block scalar ends: with its last line that is data, without the break behind that line.</summary>
    /// <param name="text">The file.</param>
    /// <param name="start">Where the scalar begins.</param>
    /// <param name="parent">The column of the block around it; -1 when there is none.</param>
    public static int FindEnd(string text, int start, int parent)
    {
        var end = LineEnd(text, start);
        var indent = Indent(text, start, parent);
        var last = end;
        while (end < text.Length)
        {
            var line = end + 1;
            end = LineEnd(text, line);
            var spaces = Spaces(text, line, end);
            var isEmpty = line + spaces == end && spaces <= indent;
            if (!isEmpty && (spaces < indent || IsMarker(text, line)))
            {
                break;
            }

            // Behind the last break there is no line any more.
            last = (!isEmpty || Head(text, start).Contains('+', StringComparison.Ordinal)) && (line < text.Length || spaces > 0) ? end : last;
        }

        return last;
    }

    /// <summary>Gives the head and the lines of a block scalar at another column.</summary>
    /// <param name="text">The file.</param>
    /// <param name="piece">The scalar.</param>
    /// <param name="parent">The column of the block around it in the file; -1 when there is none.</param>
    /// <param name="column">The column that its lines get.</param>
    public static (string Head, IReadOnlyList<string> Lines) Move(string text, Piece piece, int parent, int column)
    {
        var indent = Indent(text, piece.Start, parent);
        var head = Head(text, piece.Start);
        var lines = new List<string>();
        var headEnd = LineEnd(text, piece.Start);
        if (piece.End > headEnd)
        {
            foreach (var line in text[(headEnd + 1)..piece.End].Split('\n'))
            {
                lines.Add(line.Length <= indent ? "" : new string(' ', column) + line[indent..]);
            }
        }

        if (piece.End == text.Length && lines.Count > 0 && !head.Contains('-', StringComparison.Ordinal))
        {
            // A text that ends with the file has no break at its end, and must not get one with the break that ends every file.
            head = head.Replace("+", "", StringComparison.Ordinal) + "-";
        }

        return (string.Concat(head.Select(letter => char.IsAsciiDigit(letter) ? '2' : letter)), lines);
    }

    private static string Head(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && (text[end] is '+' or '-' || char.IsAsciiDigit(text[end])))
        {
            end++;
        }

        return text[start..end];
    }

    private static int Indent(string text, int start, int parent)
    {
        if (Head(text, start).FirstOrDefault(char.IsAsciiDigit) is not '\0' and var digit)
        {
            return Math.Max(parent, 0) + int.Parse([digit], CultureInfo.InvariantCulture);
        }

        var most = parent + 1;
        for (var line = LineEnd(text, start) + 1; line < text.Length; line = LineEnd(text, line) + 1)
        {
            var spaces = Spaces(text, line, text.Length);
            if (line + spaces < text.Length && text[line + spaces] != '\n')
            {
                return Math.Max(parent + 1, spaces);
            }

            most = Math.Max(most, spaces);
        }

        return most;
    }

    private static bool IsMarker(string text, int line) =>
        string.CompareOrdinal(text, line, "---", 0, 3) == 0 || string.CompareOrdinal(text, line, "...", 0, 3) == 0;

    private static int Spaces(string text, int start, int end)
    {
        var at = start;
        while (at < end && text[at] == ' ')
        {
            at++;
        }

        return at - start;
    }

    private static int LineEnd(string text, int offset) =>
        offset < text.Length && text.IndexOf('\n', offset) is >= 0 and var end ? end : text.Length;
}
