namespace Arch.Workflows.Graphing.Svg;

/// <summary>Estimates how wide text is in a sans-serif font, so that no font must be at hand; rather too wide than too narrow.</summary>
internal static class TextWidth
{
    public static double Of(string text, double size, bool isBold = false) =>
        text.Sum(letter => Of(letter)) * size * (isBold ? 1.14 : 1);

    private static double Of(char letter) => letter switch
    {
        'i' or 'j' or 'l' or 't' or 'f' or 'r' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '[' or ']' or '/' or ' ' => 0.36,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '→' or '…' => 0.96,
        _ when char.IsAsciiLetterUpper(letter) || letter is '=' or '<' or '>' or '+' or '&' or '_' => 0.72,
        _ when char.IsAscii(letter) => 0.58,
        _ => 0.7,
    };
}
