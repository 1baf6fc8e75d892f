using System.Globalization;
using System.Text.Json;
using Arch.Expressions.Types;
using Arch.Expressions.Values;

namespace Arch.Workflows.Inputs;

/// <summary>Reads a text from a command line or a form as a value of a type.</summary>
internal static class TextCoercion
{
    /// <summary>
    /// Gives the value, or the text itself when it cannot be read as the type; the check then says what is wrong.
    /// </summary>
    public static Value Read(string text, TypeShape shape)
    {
        if (shape.IsNullable && text == "null")
        {
            return Value.Null;
        }

        return shape.Kind switch
        {
            ShapeKind.Boolean when text is "true" or "false" => Value.From(text == "true"),
            ShapeKind.Integer or ShapeKind.Number when TryReadNumber(text, out var number) => Value.From(number),
            ShapeKind.Array or ShapeKind.Object or ShapeKind.Any when TryReadJson(text, out var value) => value,
            _ => Value.From(text),
        };
    }

    private static bool TryReadNumber(string text, out double number) =>
        double.TryParse(
            text,
            NumberStyles.Float & ~NumberStyles.AllowTrailingWhite & ~NumberStyles.AllowLeadingWhite,
            CultureInfo.InvariantCulture,
            out number)
        && double.IsFinite(number);

    private static bool TryReadJson(string text, out Value value)
    {
        try
        {
            value = ValueJson.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }
}
