using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Durations;

namespace Arch.Plugins.Shapes;

/// <summary>Reads the attributes of a property that narrow its values.</summary>
internal static class ShapeConstraints
{
    public static TypeShape Apply(PropertyInfo property, TypeShape shape)
    {
        foreach (var attribute in property.GetCustomAttributes<ValidationAttribute>())
        {
            shape = attribute switch
            {
                RangeAttribute range => shape with { Min = Number(range.Minimum), Max = Number(range.Maximum) },
                LengthAttribute length => shape with { Min = length.MinimumLength, Max = length.MaximumLength },
                StringLengthAttribute length => shape with { Min = length.MinimumLength, Max = length.MaximumLength },
                MinLengthAttribute length => shape with { Min = length.Length },
                MaxLengthAttribute length => shape with { Max = length.Length },
                RegularExpressionAttribute expression => shape with { Pattern = Whole(expression.Pattern) },
                AllowedValuesAttribute allowed => shape with { Enum = [.. allowed.Values.Select(Literal)] },
                EmailAddressAttribute => shape with { Format = "email" },
                _ => throw new UnreadableShapeException(
                    $"the attribute [{attribute.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal)}] is not known to Arch"),
            };
        }

        return shape;
    }

    // The attribute demands that the whole text matches, a shape that some part of it does.
    private static string Whole(string pattern) =>
        pattern.StartsWith('^') && pattern.EndsWith('$') ? pattern : $"^(?:{pattern})$";

    private static double? Number(object bound) => bound switch
    {
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        string text when DurationText.TryParse(text, out _) || TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _) =>
            throw new UnreadableShapeException($"the bound '{text}' of [Range] is a duration; check it in the step"),
        _ => Convert.ToDouble(bound, CultureInfo.InvariantCulture),
    };

    private static Value Literal(object? value) => value switch
    {
        null => Value.Null,
        string text => Value.From(text),
        bool truth => Value.From(truth),
        _ => Value.From(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };
}
