using System.Text;
using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript;

/// <summary>
/// JSON as <c>JSON.stringify</c> writes it. Other than the source of a parsed text it has one spelling for each value,
/// so that it can be hashed.
/// </summary>
internal static class CompactJson
{
    /// <summary>The longest text that is written, give or take one string.</summary>
    private const int Longest = 1024 * 1024;

    public static string Write(Value value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(Value value, StringBuilder text)
    {
        // Data passed on as a whole has no bound of its own.
        if (text.Length > Longest)
        {
            throw new ExpressionException(
                "ARCH2408",
                $"A value to be hashed has more than {Longest} characters as JSON. Hash the parts that tell it from others.");
        }

        if (value.TryGetString(out var characters))
        {
            JsonString.Append(text, characters);
        }
        else if (value.TryGetNumber(out var number))
        {
            text.Append(double.IsFinite(number) ? NumberText.Format(number) : "null");
        }
        else if (value.TryGetArray(out var elements))
        {
            Write(elements, text);
        }
        else if (value.TryGetObject(out var members))
        {
            Write(members, text);
        }
        else
        {
            text.Append(value.TryGetBoolean(out var truth) ? truth ? "true" : "false" : "null");
        }
    }

    private static void Write(ValueArray elements, StringBuilder text)
    {
        text.Append('[');
        for (var i = 0; i < elements.Count; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            Write(elements[i], text);
        }

        text.Append(']');
    }

    private static void Write(ValueObject members, StringBuilder text)
    {
        text.Append('{');
        var isNext = false;
        foreach (var (name, member) in InOrder(members))
        {
            if (member.IsUndefined)
            {
                continue;
            }

            if (isNext)
            {
                text.Append(',');
            }

            isNext = true;
            JsonString.Append(text, name);
            text.Append(':');
            Write(member, text);
        }

        text.Append('}');
    }

    // Indices first and by size, then names as they were written.
    private static IEnumerable<KeyValuePair<string, Value>> InOrder(ValueObject members) =>
        members.Any(member => PropertyName.IsIndex(member.Key, out _))
            ? members.OrderBy(member => PropertyName.IsIndex(member.Key, out var index) ? index : long.MaxValue)
            : members;
}
