using Arch.Expressions.Types;
using Arch.Expressions.Values;

namespace Arch.Host.Output;

/// <summary>Shapes of data for people.</summary>
internal static class ShapeText
{
    /// <summary>Writes an object shape: a title, and a line or more for each member.</summary>
    public static void Write(TextWriter writer, string title, TypeShape shape)
    {
        writer.WriteLine();
        writer.WriteLine($"{title}{(shape.Members.Count == 0 ? ": none" : "")}");
        foreach (var (name, member) in shape.Members.OrderByDescending(member => member.Value.IsRequired))
        {
            writer.WriteLine($"  {name}: {Describe(member)}");
            if (member.Shape.Description is { Length: > 0 } description)
            {
                writer.WriteLine($"      {description}");
            }

            if (member.Shape.Example is { Length: > 0 } example)
            {
                writer.WriteLine($"      Example: {example}");
            }
        }
    }

    private static string Describe(ShapeMember member)
    {
        var shape = member.Shape;
        var type = shape.Enum.Count > 0 ? string.Join(" | ", shape.Enum.Select(value => value.ToString())) : TypeName(shape);
        var required = member.IsRequired ? ", required" : "";
        var otherwise = shape.Default.IsNullish ? "" : $", {ValueJson.ToJson(shape.Default)} unless given";
        var secret = shape.IsSecret ? ", may be a secret" : "";
        return type + required + otherwise + secret;
    }

    private static string TypeName(TypeShape shape) => shape.Kind switch
    {
        ShapeKind.Array when shape.Items is { Kind: not ShapeKind.Any } items => $"array of {TypeName(items)}",
        var kind => KindName(kind),
    };

    private static string KindName(ShapeKind kind) => kind switch
    {
        ShapeKind.DateTime => "datetime",
        ShapeKind.Boolean => "boolean",
        ShapeKind.Integer => "integer",
        ShapeKind.Number => "number",
        ShapeKind.String or ShapeKind.Secret => "string",
        ShapeKind.Date => "date",
        ShapeKind.Duration => "duration",
        ShapeKind.File => "file",
        ShapeKind.Array => "array",
        ShapeKind.Object => "object",
        ShapeKind.Null => "null",
        _ => "any",
    };
}
