using YamlDotNet.Core;

namespace Arch.Workflows.Reading;

/// <summary>
/// Matches the text of plain and quoted scalars with the file: escapes, doubled quotes, folded lines.
/// </summary>
internal static class FlowScalarAlignment
{
    /// <summary>Gives the offset of each character of a scalar's text, and of its end.</summary>
    /// <param name="source">The file's text.</param>
    /// <param name="scalar">The scalar.</param>
    /// <param name="offset">Where its text begins, behind the quote.</param>
    public static int[] Align(string source, YamlScalar scalar, int offset)
    {
        var offsets = new int[scalar.Text.Length + 1];
        var written = 0;
        while (written < scalar.Text.Length && offset < scalar.End)
        {
            var length = 1;
            var units = 1;
            if (LineBreakAt(source, offset, scalar.End) is > 0 and var fold)
            {
                length = fold;
                units = FoldedUnits(source, offset, fold);
            }
            else if (scalar.Style == ScalarStyle.SingleQuoted && source[offset] == '\'')
            {
                length = 2;
            }
            else if (scalar.Style == ScalarStyle.DoubleQuoted && source[offset] == '\\')
            {
                (length, units) = Escape(source, offset, scalar.End);
            }

            for (var i = 0; i < units && written < scalar.Text.Length; i++)
            {
                offsets[written++] = offset;
            }

            offset += length;
        }

        Array.Fill(offsets, Math.Min(offset, scalar.End), written, offsets.Length - written);
        return offsets;
    }

    // Spaces before a line break, the break itself, empty lines and the indentation of the next line go together.
    private static int LineBreakAt(string source, int offset, int end)
    {
        var at = offset;
        while (at < end && source[at] is ' ' or '\t')
        {
            at++;
        }

        if (at >= end || source[at] is not ('\n' or '\r'))
        {
            return 0;
        }

        while (at < end && source[at] is ' ' or '\t' or '\n' or '\r')
        {
            at++;
        }

        return at - offset;
    }

    // One break becomes a space; of more, each but the first stays a break.
    private static int FoldedUnits(string source, int offset, int length) =>
        Math.Max(1, CountBreaks(source, offset, length) - 1);

    private static int CountBreaks(string source, int offset, int length)
    {
        var breaks = 0;
        for (var i = offset; i < offset + length; i++)
        {
            if (source[i] == '\n' || (source[i] == '\r' && (i + 1 >= source.Length || source[i + 1] != '\n')))
            {
                breaks++;
            }
        }

        return breaks;
    }

    private static (int Length, int Units) Escape(string source, int offset, int end)
    {
        var kind = offset + 1 < end ? source[offset + 1] : '\\';
        switch (kind)
        {
            case 'x':
                return (4, 1);
            case 'u':
                return (6, 1);
            case 'U':
                var isBeyond = offset + 10 <= source.Length
                    && Convert.ToInt32(source.Substring(offset + 2, 8), 16) > 0xFFFF;
                return (10, isBeyond ? 2 : 1);
            case '\n' or '\r':
                // An escaped line break joins the lines; the next line's indentation goes with it, and empty lines stay
                // breaks.
                var length = LineBreakAt(source, offset + 1, end);
                return (1 + length, CountBreaks(source, offset + 1, length) - 1);
            default:
                return (2, 1);
        }
    }
}
