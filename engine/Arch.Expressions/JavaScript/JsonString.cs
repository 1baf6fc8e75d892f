using System.Globalization;
using System.Text;

namespace Arch.Expressions.JavaScript;

/// <summary>Strings as <c>JSON.stringify</c> writes them (ECMA-262, QuoteJSONString).</summary>
internal static class JsonString
{
    public static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            switch (character)
            {
                case '"' or '\\':
                    text.Append('\\').Append(character);
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                default:
                    if (character < ' ' || IsLone(value, i))
                    {
                        text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        text.Append(character);
                    }

                    break;
            }
        }

        text.Append('"');
    }

    private static bool IsLone(string value, int index) => char.IsHighSurrogate(value[index])
        ? index + 1 >= value.Length || !char.IsLowSurrogate(value[index + 1])
        : char.IsLowSurrogate(value[index]) && (index == 0 || !char.IsHighSurrogate(value[index - 1]));
}
