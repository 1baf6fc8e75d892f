namespace Arch.Vectors.Text;

/// <summary>The terms by which full-text search finds a text: words, and the pairs of characters of dense runs (東京都: 東京, 京都).</summary>
/// <remarks>
/// Pairs rather than the triples of SQLite's trigram tokenizer, because most Japanese words have two characters, which triples
/// cannot find.
/// </remarks>
public static class SearchTerms
{
    /// <summary>Gets the terms in the order of the text, as often as they occur.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Terms of letters and digits.</returns>
    public static IEnumerable<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var run in TextRun.Of(text))
        {
            if (!run.IsDense || run.Text.Length < 2)
            {
                yield return run.Text;
                continue;
            }

            for (var i = 0; i + 1 < run.Text.Length; i++)
            {
                // Half of a pair of surrogates is no character.
                if (!char.IsLowSurrogate(run.Text[i]) && !char.IsHighSurrogate(run.Text[i + 1]))
                {
                    yield return run.Text.Substring(i, 2);
                }
            }
        }
    }
}
