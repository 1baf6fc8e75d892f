namespace Arch.Vectors.Text;

/// <summary>Letters and digits that stand together in a folded text.</summary>
/// <param name="Text">The characters.</param>
/// <param name="IsDense">
/// Whether they are of a script that puts no spaces between words, or joins many to one (Han, kana, Hangul): parts of the run are
/// words then, and the run is not.
/// </param>
internal readonly record struct TextRun(string Text, bool IsDense)
{
    /// <summary>Cuts a text into its runs.</summary>
    public static IEnumerable<TextRun> Of(string text)
    {
        var folded = TextFold.Apply(text);
        var start = 0;
        var isDense = false;
        for (var i = 0; i < folded.Length;)
        {
            var length = char.IsSurrogatePair(folded, i) ? 2 : 1;
            var isPart = IsPart(folded, i, inside: i > start);
            var isDenseHere = isPart && IsDenseAt(folded, i);
            if (i > start && (!isPart || isDenseHere != isDense))
            {
                yield return new TextRun(folded[start..i], isDense);
                start = i;
            }

            i += length;
            if (isPart)
            {
                isDense = isDenseHere;
            }
            else
            {
                start = i;
            }
        }

        if (start < folded.Length)
        {
            yield return new TextRun(folded[start..], isDense);
        }
    }

    private static bool IsPart(string text, int at, bool inside) => char.GetUnicodeCategory(text, at) switch
    {
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark => inside,
        _ => char.IsLetterOrDigit(text, at),
    };

    private static bool IsDenseAt(string text, int at) => text[at] is
        (>= '\u3005' and <= '\u3007') or (>= '\u3041' and <= '\u30FF') or (>= '\u31F0' and <= '\u31FF')
        or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uAC00' and <= '\uD7A3')
        or (>= '\uD840' and <= '\uD8BF'); // the first halves of the planes of rarer Han characters
}
