using Arch.Expressions.Types;

namespace Arch.Workflows.Inputs;

/// <summary>Types as the workflow language names them.</summary>
public static class TypeNames
{
    /// <summary>Names a type: <c>array of integer</c>, or its values when it lists them.</summary>
    /// <param name="shape">The type.</param>
    /// <returns>The name.</returns>
    public static string Of(TypeShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var name = shape switch
        {
            { Enum.Count: > 0 } => string.Join(" | ", shape.Enum.Select(value => value.ToString())),
            { Kind: ShapeKind.Array, Items: { Kind: not ShapeKind.Any } items } => $"array of {Of(items)}",
            _ => Of(shape.Kind),
        };
        return shape.IsNullable ? name + " or null" : name;
    }

    private static string Of(ShapeKind kind) => kind switch
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
