using System.Globalization;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Reading;

/// <summary>
/// Finds characters that a YAML file must not contain, or that make lines end where no editor shows it.
/// </summary>
internal static class ForbiddenCharacters
{
    public static bool Check(SourceMap map, DiagnosticBag diagnostics)
    {
        for (var i = 0; i < map.Text.Length; i++)
        {
            if (Describe(map.Text, i) is { } what)
            {
                diagnostics.Error("ARCH0001", map.Place(i, i + 1), what.Message, what.Remedy);
                return false;
            }

            if (char.IsHighSurrogate(map.Text[i]))
            {
                i++;
            }
        }

        return true;
    }

    private static (string Message, string Remedy)? Describe(string text, int index)
    {
        var character = text[index];
        switch (character)
        {
            case '\t' or '\n' or '\r' or (>= ' ' and < '\u007F') or (>= '\u00A0' and < '\u2028'):
                return null;
            case '\uFFFD':
                return ("The file holds bytes that are not UTF-8 text.", "Save it as UTF-8.");
            case '\0':
                return ("The file holds a NUL character.", "Save it as UTF-8 text.");
            case '\u0085' or '\u2028' or '\u2029':
                return ($"The file holds the line separator {Code(character)}, which YAML readers understand differently.",
                    "Use ordinary line ends, or write an escape in double quotes.");
            default:
                var isLone = char.IsSurrogate(character)
                    && (index + 1 >= text.Length || !char.IsSurrogatePair(character, text[index + 1]));
                return isLone || char.IsControl(character) || character is '\uFFFE' or '\uFFFF' or '\uFEFF'
                    ? ($"The file holds the character {Code(character)}, which YAML does not allow.", "Remove it.")
                    : null;
        }
    }

    private static string Code(char character) => "U+" + ((int)character).ToString("X4", CultureInfo.InvariantCulture);
}
