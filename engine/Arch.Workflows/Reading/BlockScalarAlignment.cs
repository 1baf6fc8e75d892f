namespace Arch.Workflows.Reading;

/// <summary>Matches the text of block scalars (<c>|</c> and <c>&gt;</c>) with the file, line by line.</summary>
internal static class BlockScalarAlignment
{
    /// <summary>Gives the offset of each character of a scalar's text, and of its end.</summary>
    public static int[] Align(string source, YamlScalar scalar)
    {
        var text = scalar.Text;
        var offsets = new int[text.Length + 1];
        var written = 0;
        var indent = -1;
        var line = NextLine(source, scalar.Start, scalar.End);
        var lastEnd = Math.Min(line, scalar.End);
        while (written < text.Length && line < scalar.End)
        {
            var end = LineEnd(source, line, scalar.End);
            var content = line;
            while (content < end && source[content] == ' ' && (indent < 0 || content < line + indent))
            {
                content++;
            }

            if (content < end && indent < 0)
            {
                // The first line that says something; what is left of its spaces in the text is not indentation.
                indent = content - line - LeadingSpaces(text);
                content = line + indent;
            }

            if (content < end)
            {
                written = SkipBreaks(text, written, source[content], offsets, lastEnd);
                while (written < text.Length && content < end && text[written] == source[content])
                {
                    offsets[written++] = content++;
                }
            }

            lastEnd = end;
            line = NextLine(source, end, scalar.End);
        }

        Array.Fill(offsets, lastEnd, written, offsets.Length - written);
        return offsets;
    }

    // What lines were joined by: spaces and breaks, which stand where the line before ended.
    private static int SkipBreaks(string text, int position, char next, int[] offsets, int at)
    {
        while (position < text.Length && text[position] != next && text[position] is '\n' or ' ')
        {
            offsets[position++] = at;
        }

        return position;
    }

    private static int LeadingSpaces(string text)
    {
        var start = 0;
        while (start < text.Length && text[start] == '\n')
        {
            start++;
        }

        var end = start;
        while (end < text.Length && text[end] == ' ')
        {
            end++;
        }

        return end - start;
    }

    private static int LineEnd(string source, int start, int limit)
    {
        var end = source.AsSpan(start, limit - start).IndexOfAny('\n', '\r');
        return end < 0 ? limit : start + end;
    }

    private static int NextLine(string source, int from, int limit)
    {
        var end = LineEnd(source, from, limit);
        if (end < limit && source[end] == '\r' && end + 1 < source.Length && source[end + 1] == '\n')
        {
            end++;
        }

        return Math.Min(end + 1, limit);
    }
}
