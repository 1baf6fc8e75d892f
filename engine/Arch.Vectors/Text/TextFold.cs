using System.Text;

namespace Arch.Vectors.Text;

/// <summary>
/// Makes spellings that mean one thing equal: lower case, full-width letters and half-width katakana as their common forms,
/// accents that are characters of their own dropped.
/// </summary>
/// <remarks>
/// Not Unicode normalization: that differs with the tables a process runs with, and what is made of these texts must never change.
/// </remarks>
internal static class TextFold
{
    // The common forms of U+FF61 to U+FF9F.
    private const string Katakana = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

    // Letters before the one that has the voiced mark, which is the next character.
    private const string Voiced = "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ";
    private const string HalfVoiced = "はひふへほハヒフヘホ";

    public static string Apply(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var common = Common(character);
            if (common is >= '\u0300' and <= '\u036F')
            {
                continue;
            }

            if (folded.Length > 0 && Mark(folded[^1], common) is { } marked)
            {
                folded[^1] = marked;
            }
            else
            {
                folded.Append(char.ToLowerInvariant(common));
            }
        }

        return folded.ToString();
    }

    private static char Common(char character) => character switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0),
        >= '\uFF61' and <= '\uFF9F' => Katakana[character - 0xFF61],
        '\u3000' => ' ',
        _ => character,
    };

    private static char? Mark(char letter, char mark) => mark switch
    {
        '゛' or '\u3099' when letter == 'ウ' => 'ヴ',
        '゛' or '\u3099' when Voiced.Contains(letter, StringComparison.Ordinal) => (char)(letter + 1),
        '゜' or '\u309A' when HalfVoiced.Contains(letter, StringComparison.Ordinal) => (char)(letter + 2),
        _ => null,
    };
}
