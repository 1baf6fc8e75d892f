using YamlDotNet.Core;

namespace Arch.Workflows.Reading;

/// <summary>
/// Finds where in the file a character of a scalar's text stands, whatever the style, so that the problem of an
/// expression is shown
/// where it is.
/// </summary>
internal static class ScalarPositions
{
    /// <summary>Gives the offset in the file of a position in a scalar's text.</summary>
    /// <param name="source">The file's text.</param>
    /// <param name="scalar">The scalar.</param>
    /// <param name="position">
    /// A position in <see cref="YamlScalar.Text"/>; its length gives the end of the text.
    /// </param>
    /// <returns>The offset; the scalar's beginning when the two cannot be matched.</returns>
    public static int OffsetOf(string source, YamlScalar scalar, int position)
    {
        position = Math.Clamp(position, 0, scalar.Text.Length);
        var isQuoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        var begin = scalar.Start + (isQuoted ? 1 : 0);
        if (IsVerbatim(source, scalar, begin))
        {
            return begin + position;
        }

        var offsets = scalar.Style switch
        {
            ScalarStyle.Literal or ScalarStyle.Folded => BlockScalarAlignment.Align(source, scalar),
            _ => FlowScalarAlignment.Align(source, scalar, begin),
        };
        return position < offsets.Length ? offsets[position] : scalar.Start;
    }

    private static bool IsVerbatim(string source, YamlScalar scalar, int begin) =>
        scalar.Style is ScalarStyle.Plain or ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted
        && begin + scalar.Text.Length <= scalar.End
        && string.CompareOrdinal(source, begin, scalar.Text, 0, scalar.Text.Length) == 0
        && !scalar.Text.AsSpan().ContainsAny('\n', '\r');
}
