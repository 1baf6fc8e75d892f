namespace Arch.Workflows.Formatting;

/// <summary>
/// Finds the columns of comments behind text. Those that stood below each other still do; the column is the least that keeps the room
/// before each.
/// </summary>
internal static class CommentColumns
{
    public static int[] Of(IReadOnlyList<LayoutLine> lines)
    {
        var columns = new int[lines.Count];
        var group = new List<int>();
        for (var i = 0; i <= lines.Count; i++)
        {
            var line = i < lines.Count ? lines[i] : null;
            var isBehindText = line is { Comment: not null, GoesOn: false } && line.Text.Length > 0;
            if (group.Count > 0
                && (line is null || line.IsEmpty || (isBehindText && line.CommentColumn != lines[group[0]].CommentColumn)))
            {
                var column = group.Max(member => lines[member].Width) + group.Min(member => Math.Max(1, lines[member].CommentGap));
                group.ForEach(member => columns[member] = column);
                group.Clear();
            }

            if (isBehindText)
            {
                group.Add(i);
            }
        }

        for (var i = 1; i < lines.Count; i++)
        {
            columns[i] = lines[i].GoesOn ? columns[i - 1] : columns[i];
        }

        return columns;
    }
}
