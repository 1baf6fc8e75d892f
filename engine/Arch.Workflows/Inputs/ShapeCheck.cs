using System.Globalization;
using System.Text.RegularExpressions;
using Arch.Expressions.Types;
using Arch.Expressions.Values;

namespace Arch.Workflows.Inputs;

/// <summary>Compares values with types.</summary>
public static class ShapeCheck
{
    // A value with thousands of wrong elements must not make thousands of messages.
    private const int MostFindings = 20;

    private const int LongestShown = 60;

    /// <summary>
    /// Finds every part of a value that does not fit its type. Members that an object's type does not name are let
    /// through.
    /// </summary>
    /// <param name="value">The value; undefined stands for a value that was not given.</param>
    /// <param name="shape">The type.</param>
    /// <returns>At most 20 findings; empty when the value fits.</returns>
    public static IReadOnlyList<ShapeFinding> Check(Value value, TypeShape shape)
    {
        var findings = new List<ShapeFinding>();
        Check(value, shape, "", findings);
        return findings;
    }

    private static void Check(Value value, TypeShape shape, string path, List<ShapeFinding> findings)
    {
        if (findings.Count >= MostFindings || shape.Kind == ShapeKind.Any || (shape.IsNullable && value.IsNullish))
        {
            return;
        }

        if (!IsOfKind(value, shape.Kind))
        {
            findings.Add(new(path, $"must be {ShapeWords.Describe(shape)}, but is {Show(value)}"));
            return;
        }

        if (shape.Enum.Count > 0 && !shape.Enum.Contains(value))
        {
            findings.Add(
                new(path, $"must be one of {string.Join(", ", shape.Enum.Select(Literal))}, but is {Show(value)}"));
            return;
        }

        CheckText(value, shape, path, findings);
        CheckRange(value, shape, path, findings);
        CheckParts(value, shape, path, findings);
    }

    private static bool IsOfKind(Value value, ShapeKind kind) => kind switch
    {
        ShapeKind.Null => value.IsNullish,
        ShapeKind.Boolean => value.Kind == ValueKind.Boolean,
        ShapeKind.Integer =>
            value.TryGetNumber(out var number) && Math.Truncate(number) == number && double.IsFinite(number),
        ShapeKind.Number => value.TryGetNumber(out var number) && double.IsFinite(number),
        ShapeKind.Array => value.Kind == ValueKind.Array,
        ShapeKind.Object => value.Kind == ValueKind.Object,
        ShapeKind.File => value.Kind is ValueKind.String or ValueKind.Object,
        _ => value.Kind == ValueKind.String,
    };

    private static void CheckText(Value value, TypeShape shape, string path, List<ShapeFinding> findings)
    {
        if (!value.TryGetString(out var text))
        {
            return;
        }

        if (!TextForms.Fits(text, shape.Kind))
        {
            findings.Add(new(path, $"must be {ShapeWords.Describe(shape)}, but is {Show(value)}"));
        }
        else if (shape.Format is { } format && !TextForms.FitsFormat(text, format))
        {
            findings.Add(new(path, $"must be of the format '{format}', but is {Show(value)}"));
        }
        else if (shape.Pattern is { } pattern && !Matches(text, pattern))
        {
            findings.Add(new(path, $"must match the pattern {pattern}, but is {Show(value)}"));
        }
    }

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // Patterns of workflows are checked when they load; one of a plugin that .NET cannot run is left to the
            // plugin.
            return true;
        }
    }

    private static void CheckRange(Value value, TypeShape shape, string path, List<ShapeFinding> findings)
    {
        var (size, unit) = value switch
        {
            _ when value.TryGetNumber(out var number) => (number, ""),
            _ when value.TryGetString(out var text) => (text.Length, " characters long"),
            _ when value.TryGetArray(out var elements) => (elements.Count, " elements long"),
            _ => (double.NaN, ""),
        };
        if (size < shape.Min)
        {
            findings.Add(new(path, $"must be at least {Text(shape.Min.Value)}{unit}, but is {Text(size)}"));
        }
        else if (size > shape.Max)
        {
            findings.Add(new(path, $"must be at most {Text(shape.Max.Value)}{unit}, but is {Text(size)}"));
        }
    }

    private static void CheckParts(Value value, TypeShape shape, string path, List<ShapeFinding> findings)
    {
        if (shape.Items is { } items && value.TryGetArray(out var elements))
        {
            for (var i = 0; i < elements.Count && findings.Count < MostFindings; i++)
            {
                Check(elements[i], items, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), findings);
            }
        }

        if (!value.TryGetObject(out var members))
        {
            return;
        }

        foreach (var (name, member) in shape.Members)
        {
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            if (members.TryGetValue(name, out var found) && !found.IsUndefined)
            {
                // Whoever may leave a member out may also say null.
                if (member.IsRequired || !found.IsNullish)
                {
                    Check(found, member.Shape, inner, findings);
                }
            }
            else if (member.IsRequired)
            {
                findings.Add(new(inner, $"is missing; it must be {ShapeWords.Describe(member.Shape)}"));
            }
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Show(Value value) => value.Kind switch
    {
        ValueKind.Undefined => "missing",
        ValueKind.Null => "null",
        ValueKind.Object => "an object",
        ValueKind.Array => "an array",
        ValueKind.String => $"{Literal(value)} (a string)",
        _ => $"{Literal(value)} (a {(value.Kind == ValueKind.Boolean ? "boolean" : "number")})",
    };

    private static string Literal(Value value)
    {
        var text = ValueJson.ToJson(value);
        return text.Length <= LongestShown ? text : text[..LongestShown] + "…";
    }
}
