using System.Globalization;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>JavaScript's operators on data. What would call a method of an object is left to the engine.</summary>
internal static class Operators
{
    public static bool IsTrue(Value value) => value.Kind switch
    {
        ValueKind.Undefined or ValueKind.Null => false,
        ValueKind.Boolean => value == Value.True,
        ValueKind.Number => value.TryGetNumber(out var number) && number != 0 && !double.IsNaN(number),
        ValueKind.String => value.TryGetString(out var text) && text.Length > 0,
        _ => true,
    };

    public static string ToText(Value value) =>
        value.Kind is ValueKind.Array or ValueKind.Object ? throw new NeedsEngineException() : value.ToString();

    public static double ToNumber(Value value) => value.Kind switch
    {
        ValueKind.Number => value.TryGetNumber(out var number) ? number : double.NaN,
        ValueKind.Boolean => value == Value.True ? 1 : 0,
        ValueKind.Null => 0,
        ValueKind.Undefined => double.NaN,
        ValueKind.String when value.TryGetString(out var text) => ToNumber(text),
        _ => throw new NeedsEngineException(),
    };

    public static Value Not(Value value) => Value.From(!IsTrue(value));

    public static Value Negate(Value value) => Value.From(-ToNumber(value));

    public static Value Plus(Value value) => Value.From(ToNumber(value));

    public static Value TypeOf(Value value) => Value.From(value.Kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.Boolean => "boolean",
        ValueKind.Number => "number",
        ValueKind.String => "string",
        _ => "object",
    });

    public static Value Add(Value left, Value right) =>
        left.Kind is ValueKind.Array or ValueKind.Object || right.Kind is ValueKind.Array or ValueKind.Object
            ? throw new NeedsEngineException()
        : left.Kind == ValueKind.String || right.Kind == ValueKind.String ? Join([ToText(left), ToText(right)])
        : Value.From(ToNumber(left) + ToNumber(right));

    public static Value Subtract(Value left, Value right) => Value.From(ToNumber(left) - ToNumber(right));

    public static Value Multiply(Value left, Value right) => Value.From(ToNumber(left) * ToNumber(right));

    public static Value Divide(Value left, Value right) => Value.From(ToNumber(left) / ToNumber(right));

    public static Value Remainder(Value left, Value right) => Value.From(ToNumber(left) % ToNumber(right));

    public static Value Power(Value left, Value right)
    {
        var (number, exponent) = (ToNumber(left), ToNumber(right));

        // IEEE 754 says 1, ECMAScript says NaN.
        var isUndecided = double.IsNaN(exponent) || (Math.Abs(number) == 1 && double.IsInfinity(exponent));
        return Value.From(isUndecided ? double.NaN : Math.Pow(number, exponent));
    }

    public static Value StrictlyEqual(Value left, Value right) => Value.From(AreSame(left, right));

    public static Value StrictlyUnequal(Value left, Value right) => Value.From(!AreSame(left, right));

    public static Value Less(Value left, Value right) => Value.From(Compare(left, right) is < 0);

    public static Value Greater(Value left, Value right) => Value.From(Compare(left, right) is > 0);

    public static Value LessOrEqual(Value left, Value right) => Value.From(Compare(left, right) is <= 0);

    public static Value GreaterOrEqual(Value left, Value right) => Value.From(Compare(left, right) is >= 0);

    /// <summary>Tells whether <c>===</c> holds.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether it holds.</returns>
    public static bool AreSame(Value left, Value right)
    {
        var kind = left.Kind;
        return kind == right.Kind && kind switch
        {
            ValueKind.Number => left.TryGetNumber(out var first)
                && right.TryGetNumber(out var second)
                && first == second,

            // Objects are compared by identity, which data as such does not have.
            ValueKind.Array or ValueKind.Object => throw new NeedsEngineException(),
            _ => left == right,
        };
    }

    /// <summary>Puts strings together.</summary>
    /// <param name="parts">The strings.</param>
    /// <returns>The string.</returns>
    public static Value Join(string[] parts)
    {
        var length = 0L;
        foreach (var part in parts)
        {
            length += part.Length;
        }

        FastLimits.RequireText(length);
        return Value.From(string.Concat(parts));
    }

    private static int? Compare(Value left, Value right)
    {
        if (left.TryGetString(out var first) && right.TryGetString(out var second))
        {
            return string.CompareOrdinal(first, second);
        }

        var (a, b) = (ToNumber(left), ToNumber(right));
        return double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b);
    }

    // Plain decimal numbers; other spellings are the engine's.
    private static double ToNumber(string text)
    {
        if (text.Length is 0 or > 17)
        {
            return text.Length == 0 ? 0 : throw new NeedsEngineException();
        }

        foreach (var character in text)
        {
            if (character is not ((>= '0' and <= '9') or '.' or '-'))
            {
                throw new NeedsEngineException();
            }
        }

        return double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number)
            ? number
            : throw new NeedsEngineException();
    }
}
