using System.Text;

namespace Arch.Workflows.Formatting;

/// <summary>The lines of a layout.</summary>
/// <param name="source">The file, whose empty lines are kept one at a time.</param>
internal sealed class LayoutLines(string source)
{
    private readonly List<LayoutLine> _lines = [];
    private int _reached;

    // The column in the file of the comment that ended the last line, which the next may go on with; -1 when there was none.
    private int _lastComment = -1;

    public int Count => _lines.Count;

    public LayoutLine Current => _lines[^1];

    /// <summary>Says how far the file has been written.</summary>
    public void Reached(int offset) => _reached = offset;

    /// <summary>Begins a line for what stands at an offset of the file.</summary>
    public void Break(int column, int offset, bool isFirst)
    {
        var breaks = source.AsSpan(_reached..Math.Max(_reached, offset)).Count('\n');
        if (breaks > 1 && !isFirst && _lines.Count > 0)
        {
            _lines.Add(new LayoutLine(0));
        }

        _lastComment = breaks == 1 && _lines.Count > 0 && (_lines[^1].Text.Length > 0 || _lines[^1].GoesOn) && _lines[^1].Comment is not null
            ? _lines[^1].CommentColumn
            : -1;
        _lines.Add(new LayoutLine(column));
    }

    public void Add(string text) => Current.Text.Append(text);

    public void AddRaw(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _lines.Add(new LayoutLine(0) { IsRaw = true });
            Add(line);
        }
    }

    public void AddComment(string comment, int column, int gap)
    {
        Current.GoesOn = Current.Text.Length == 0 && column == _lastComment;
        (Current.Comment, Current.CommentColumn, Current.CommentGap) = (comment, column, gap);
    }

    public string ToText()
    {
        var columns = CommentColumns.Of(_lines);
        var text = new StringBuilder();
        for (var i = 0; i < _lines.Count; i++)
        {
            var line = _lines[i];
            var begin = text.Length;
            text.Append(' ', line.Text.Length > 0 ? line.Indent : 0).Append(line.Text);
            if (line.Comment is { } comment)
            {
                var column = line.Text.Length > 0 || line.GoesOn ? columns[i] : line.Indent;
                text.Append(' ', Math.Max(0, column - (text.Length - begin))).Append(comment);
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
