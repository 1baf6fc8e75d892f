namespace Arch.Testing.Reports;

/// <summary>The difference between two texts, line by line.</summary>
public static class LineDiff
{
    // The table grows with the product of the lengths.
    private const int MostLines = 2_000;

    /// <summary>Compares texts.</summary>
    /// <param name="expected">The one.</param>
    /// <param name="actual">The other.</param>
    /// <param name="context">How many equal lines are shown around a difference.</param>
    /// <returns>
    /// The lines: <c>-</c> for those only in the first, <c>+</c> for those only in the second, a blank for those in both, and
    /// <c>…</c> where equal ones are left out.
    /// </returns>
    public static IReadOnlyList<(char Mark, string Text)> Of(string expected, string actual, int context = 3)
    {
        var left = expected.Split('\n');
        var right = actual.Split('\n');
        if (left.Length > MostLines || right.Length > MostLines)
        {
            return [.. left.Take(context).Select(line => ('-', line)), ('…', ""), .. right.Take(context).Select(line => ('+', line))];
        }

        return Shorten([.. Walk(left, right, Common(left, right))], context);
    }

    private static int[][] Common(string[] left, string[] right)
    {
        var common = Enumerable.Range(0, left.Length + 1).Select(_ => new int[right.Length + 1]).ToArray();
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
            {
                common[i][j] = left[i] == right[j] ? common[i + 1][j + 1] + 1 : Math.Max(common[i + 1][j], common[i][j + 1]);
            }
        }

        return common;
    }

    private static IEnumerable<(char Mark, string Text)> Walk(string[] left, string[] right, int[][] common)
    {
        var (i, j) = (0, 0);
        while (i < left.Length || j < right.Length)
        {
            if (i < left.Length && j < right.Length && left[i] == right[j])
            {
                yield return (' ', left[i++]);
                j++;
            }
            else if (i < left.Length && (j == right.Length || common[i + 1][j] >= common[i][j + 1]))
            {
                yield return ('-', left[i++]);
            }
            else
            {
                yield return ('+', right[j++]);
            }
        }
    }

    private static List<(char Mark, string Text)> Shorten(List<(char Mark, string Text)> lines, int context)
    {
        var shown = new List<(char, string)>();
        for (var i = 0; i < lines.Count; i++)
        {
            var isNear = lines.Skip(Math.Max(0, i - context)).Take(context + 1 + Math.Min(context, i)).Any(line => line.Mark != ' ');
            if (isNear)
            {
                shown.Add(lines[i]);
            }
            else if (shown.Count == 0 || shown[^1] != ('…', ""))
            {
                shown.Add(('…', ""));
            }
        }

        return shown;
    }
}
