using System.Globalization;
using System.Text.RegularExpressions;
using Arch.Expressions.Values;

namespace Arch.Workflows.Reading;

/// <summary>
/// YAML 1.2's core schema for plain scalars, narrowed by one rule: an integer with leading zeros stays a string,
/// because such
/// a thing is a postcode or an account number more often than a number.
/// </summary>
internal static partial class CoreSchema
{
    private const long ExactIntegers = 9007199254740992;

    /// <summary>Resolves a plain scalar.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it could be resolved; not so for a number that JSON cannot hold as it is written.</returns>
    public static bool TryResolve(string text, out Value value)
    {
        value = text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => Value.Null,
            "true" or "True" or "TRUE" => Value.True,
            "false" or "False" or "FALSE" => Value.False,
            _ => Value.From(text),
        };
        return !value.TryGetString(out _) || !LooksLikeNumber(text) || TryNumber(text, ref value);
    }

    private static bool LooksLikeNumber(string text) =>
        char.IsAsciiDigit(text[0]) || (text.Length > 1 && text[0] is '+' or '-' or '.');

    private static bool TryNumber(string text, ref Value value)
    {
        if (NotANumber().IsMatch(text))
        {
            return false;
        }

        if (Based().IsMatch(text))
        {
            return TryBased(text, ref value);
        }

        if (!Number().IsMatch(text) || LeadingZero().IsMatch(text))
        {
            return true;
        }

        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        value = Value.From(number);
        return double.IsFinite(number)
            && (text.AsSpan().ContainsAny('.', 'e', 'E')
                || (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                    && whole is >= -ExactIntegers and <= ExactIntegers));
    }

    private static bool TryBased(string text, ref Value value)
    {
        var digits = text.AsSpan(2);
        double number = 0;
        foreach (var digit in digits)
        {
            number = (number * (text[1] == 'x' ? 16 : 8)) + Convert.ToInt32(digit.ToString(), 16);
        }

        value = Value.From(number);
        return number <= ExactIntegers;
    }

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex NotANumber();

    [GeneratedRegex(@"^(0x[0-9a-fA-F]+|0o[0-7]+)\z")]
    private static partial Regex Based();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[-+]?0[0-9]+\z")]
    private static partial Regex LeadingZero();
}
