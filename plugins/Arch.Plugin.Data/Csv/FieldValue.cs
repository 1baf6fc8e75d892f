using System.Text.Json;

namespace Arch.Plugin.Data.Csv;

/// <summary>One field of a row.</summary>
internal static class FieldValue
{
    // More digits than a double holds would change the number; such fields are ids, not quantities.
    private const int MaxDigits = 15;

    public static void Write(Utf8JsonWriter writer, string field, bool inferTypes)
    {
        if (!inferTypes)
        {
            writer.WriteStringValue(field);
        }
        else if (field.Length == 0)
        {
            writer.WriteNullValue();
        }
        else if (field is "true" or "false" or "TRUE" or "FALSE" or "True" or "False")
        {
            writer.WriteBooleanValue(field[0] is 't' or 'T');
        }
        else if (IsNumber(field))
        {
            writer.WriteRawValue(field);
        }
        else
        {
            writer.WriteStringValue(field);
        }
    }

    /// <summary>Tells whether a field is a number as JSON writes it. What starts with a needless 0 or a + is an id or a telephone number.</summary>
    private static bool IsNumber(ReadOnlySpan<char> field)
    {
        var rest = field[0] == '-' ? field[1..] : field;
        var whole = DigitsOf(rest);
        if (whole == 0 || (whole > 1 && rest[0] == '0'))
        {
            return false;
        }

        var digits = whole;
        rest = rest[whole..];
        if (rest is ['.', ..])
        {
            var fraction = DigitsOf(rest[1..]);
            if (fraction == 0)
            {
                return false;
            }

            digits += fraction;
            rest = rest[(fraction + 1)..];
        }

        return digits <= MaxDigits && (rest.IsEmpty || IsExponent(rest));
    }

    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        if (text[0] is not ('e' or 'E'))
        {
            return false;
        }

        var digits = text[1..] is ['+' or '-', ..] ? text[2..] : text[1..];
        return digits.Length is 1 or 2 && DigitsOf(digits) == digits.Length;
    }

    private static int DigitsOf(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
