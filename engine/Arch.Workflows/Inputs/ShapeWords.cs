using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Durations;

namespace Arch.Workflows.Inputs;

/// <summary>Types in words, for messages.</summary>
internal static class ShapeWords
{
    /// <summary>Gives the type with its article: <c>an integer</c>, <c>one of "a", "b"</c>.</summary>
    public static string Describe(TypeShape shape)
    {
        var words = shape switch
        {
            { Enum.Count: > 0 } => "one of " + string.Join(", ", shape.Enum.Select(value => ValueJson.ToJson(value))),
            { Kind: ShapeKind.Array, Items: { Kind: not ShapeKind.Any } items } => $"an array of {Plural(items)}",
            _ => Describe(shape.Kind),
        };
        return shape.IsNullable ? words + " or null" : words;
    }

    public static string Describe(ShapeKind kind) => kind switch
    {
        ShapeKind.Null => "null",
        ShapeKind.Boolean => "a boolean",
        ShapeKind.Integer => "an integer",
        ShapeKind.Number => "a number",
        ShapeKind.String or ShapeKind.Secret => "a string",
        ShapeKind.Date => "a date such as 2026-11-23",
        ShapeKind.DateTime => "a moment such as 2026-11-23T09:30:00Z",
        ShapeKind.Duration => DurationText.Form,
        ShapeKind.File => "a file",
        ShapeKind.Array => "an array",
        ShapeKind.Object => "an object",
        _ => "anything",
    };

    private static string Plural(TypeShape items) => items.Kind switch
    {
        ShapeKind.Boolean => "booleans",
        ShapeKind.Integer => "integers",
        ShapeKind.Number => "numbers",
        ShapeKind.String or ShapeKind.Secret => "strings",
        ShapeKind.Date => "dates",
        ShapeKind.DateTime => "moments",
        ShapeKind.Duration => "durations",
        ShapeKind.File => "files",
        ShapeKind.Array => "arrays",
        _ => "objects",
    };
}
