using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Editing;

namespace Arch.Workflows.Reading;

/// <summary>A file's text with the beginnings of its lines. Offsets are in UTF-16 units from 0.</summary>
internal sealed class SourceMap
{
    private readonly int[] _lineStarts;

    public SourceMap(SourceText source)
    {
        File = source.File;
        Text = source.Text.StartsWith('\uFEFF') ? source.Text[1..] : source.Text;
        _lineStarts = FindLines(Text);
    }

    public string File { get; }

    /// <summary>Gets the text without byte order mark.</summary>
    public string Text { get; }

    /// <summary>Gives the place of a range; its length ends with the line it begins on.</summary>
    public SourcePlace Place(int start, int end)
    {
        start = Math.Clamp(start, 0, Text.Length);
        var line = LineOf(start);
        var length = Math.Clamp(end, start, LineEnd(line)) - start;
        return new SourcePlace(File, line + 1, start - _lineStarts[line] + 1, Math.Max(0, length));
    }

    public SourcePlace Place(YamlNode node) => Place(node.Start, node.End);

    /// <summary>Gives the offset of a position; one behind the end of a line gives its end.</summary>
    public int Offset(TextPosition position)
    {
        var line = Math.Clamp(position.Line, 0, _lineStarts.Length - 1);
        return position.Line > line
            ? Text.Length
            : Math.Min(_lineStarts[line] + Math.Max(0, position.Character), Math.Max(_lineStarts[line], LineEnd(line)));
    }

    public TextPosition Position(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var line = LineOf(offset);
        return new(line, offset - _lineStarts[line]);
    }

    public TextRange Range(int start, int end) => new(Position(start), Position(end));

    /// <summary>Gives the offset at which the line of an offset begins.</summary>
    public int LineStart(int offset) => _lineStarts[LineOf(Math.Clamp(offset, 0, Text.Length))];

    private int LineOf(int offset)
    {
        var found = Array.BinarySearch(_lineStarts, offset);
        return found >= 0 ? found : ~found - 1;
    }

    private int LineEnd(int line)
    {
        var end = line + 1 < _lineStarts.Length ? _lineStarts[line + 1] : Text.Length;
        while (end > _lineStarts[line] && Text[end - 1] is '\n' or '\r')
        {
            end--;
        }

        return end;
    }

    private static int[] FindLines(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
