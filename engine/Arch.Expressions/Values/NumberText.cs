using System.Globalization;

namespace Arch.Expressions.Values;

/// <summary>Numbers as text, by the rules of JavaScript (ECMA-262, Number::toString).</summary>
public static class NumberText
{
    /// <summary>Writes a number.</summary>
    /// <param name="number">Any double.</param>
    /// <returns>The shortest text that reads back as the same number: <c>1</c>, <c>0.1</c>, <c>1e+21</c>,
    /// <c>NaN</c>.</returns>
    public static string Format(double number)
    {
        if (number is >= -1e15 and <= 1e15 && Math.Truncate(number) == number)
        {
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        }

        if (double.IsNaN(number))
        {
            return "NaN";
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? "Infinity" : "-Infinity";
        }

        return FormatShortest(number);
    }

    // "E16" gives digits and exponent; R gives the shortest digits. JavaScript switches to exponents at 1e21 and 1e-7.
    private static string FormatShortest(double number)
    {
        var shortest = Math.Abs(number).ToString("E16", CultureInfo.InvariantCulture);
        for (var precision = 0; precision < 16; precision++)
        {
            var candidate = Math.Abs(number).ToString("E" + precision, CultureInfo.InvariantCulture);
            if (double.Parse(candidate, CultureInfo.InvariantCulture) == Math.Abs(number))
            {
                shortest = candidate;
                break;
            }
        }

        var split = shortest.IndexOf('E', StringComparison.Ordinal);
        var digits = shortest[..split].Replace(".", "", StringComparison.Ordinal).TrimEnd('0');
        var point = int.Parse(shortest[(split + 1)..], CultureInfo.InvariantCulture) + 1;
        var sign = number < 0 ? "-" : "";
        if (point is > 0 and <= 21)
        {
            return sign + (digits.Length <= point
                ? digits.PadRight(point, '0')
                : digits[..point] + "." + digits[point..]);
        }

        if (point is > -6 and <= 0)
        {
            return sign + "0." + new string('0', -point) + digits;
        }

        var exponent = point - 1;
        var mantissa = digits.Length == 1 ? digits : digits[..1] + "." + digits[1..];
        return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString(
            CultureInfo.InvariantCulture);
    }
}
