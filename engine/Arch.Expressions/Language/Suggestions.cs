namespace Arch.Expressions.Language;

/// <summary>Finds what somebody meant to write, for "did you mean".</summary>
public static class Suggestions
{
    private const int LongestWord = 64;

    /// <summary>Finds the candidate that a misspelt word most likely stands for.</summary>
    /// <param name="word">The word as written.</param>
    /// <param name="candidates">The words that would be right.</param>
    /// <returns>
    /// The candidate with the fewest slips (letters missing, added, wrong or swapped; case does not count), the first
    /// of equals;
    /// <see langword="null"/> when none is near enough to be a likely slip.
    /// </returns>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        var limit = word.Length switch { <= 3 => 1, <= 6 => 2, _ => 3 };
        string? closest = null;
        foreach (var candidate in candidates)
        {
            if (candidate.Length is 0 or > LongestWord || Math.Abs(candidate.Length - word.Length) > limit)
            {
                continue;
            }

            var slips = CountSlips(word, candidate);
            if (slips <= limit && slips < candidate.Length && !string.Equals(word, candidate, StringComparison.Ordinal))
            {
                closest = candidate;
                limit = slips - 1;
            }
        }

        return closest;
    }

    // Optimal string alignment: edit distance in which a swap of neighbours counts once.
    private static int CountSlips(string word, string candidate)
    {
        var width = candidate.Length + 1;
        Span<int> table = stackalloc int[3 * (LongestWord + 1)];
        var beforeLast = table[..width];
        var last = table[width..(2 * width)];
        var current = table[(2 * width)..(3 * width)];
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= word.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j < width; j++)
            {
                var cost = Same(word[i - 1], candidate[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(word[i - 1], candidate[j - 2]) && Same(word[i - 2], candidate[j - 1]))
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            var free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }

        return last[width - 1];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
