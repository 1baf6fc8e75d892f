using Arch.Expressions.Types;

namespace Arch.Expressions.JavaScript.Checking;

/// <summary>Calculating with types.</summary>
internal static class Shapes
{
    private static readonly TypeShape SecretText = TypeShape.String with { IsSecret = true };

    public static bool IsText(TypeShape shape) => shape.Kind
        is ShapeKind.String or ShapeKind.Date or ShapeKind.DateTime or ShapeKind.Duration or ShapeKind.Secret;

    public static bool IsNumber(TypeShape shape) => shape.Kind is ShapeKind.Integer or ShapeKind.Number;

    /// <summary>Gets the type of text made of other values.</summary>
    /// <param name="isSecret">Whether one of them is or may carry a secret.</param>
    /// <returns>The type.</returns>
    public static TypeShape Text(bool isSecret) => isSecret ? SecretText : TypeShape.String;

    /// <summary>Marks a type when what it was made of carries a secret.</summary>
    /// <param name="shape">The type.</param>
    /// <param name="source">What it was made of.</param>
    /// <returns>The type.</returns>
    public static TypeShape From(TypeShape shape, TypeShape source) =>
        source.IsSecret && !shape.IsSecret ? shape with { IsSecret = true } : shape;

    /// <summary>Gets the type of something that is one of two.</summary>
    /// <param name="left">One type.</param>
    /// <param name="right">The other.</param>
    /// <returns>The type; <see cref="TypeShape.Any"/> when they have nothing in common.</returns>
    public static TypeShape Union(TypeShape left, TypeShape right)
    {
        if (ReferenceEquals(left, right))
        {
            return left;
        }

        var shape = left.Kind == right.Kind ? UnionOfKind(left, right)
            : IsNumber(left) && IsNumber(right) ? TypeShape.Number
            : IsText(left) && IsText(right) ? TypeShape.String
            : left.Kind == ShapeKind.Null ? right with { IsNullable = true }
            : right.Kind == ShapeKind.Null ? left with { IsNullable = true }
            : TypeShape.Any;
        if (left.IsNullable || right.IsNullable)
        {
            shape = shape with { IsNullable = true };
        }

        return From(From(shape, left), right);
    }

    /// <summary>Forgets the value of a literal: what an accumulator begins with is not all that it will be.</summary>
    /// <param name="shape">The type of the literal.</param>
    /// <returns>The type of what it may become.</returns>
    public static TypeShape Widen(TypeShape shape) => shape.Kind switch
    {
        ShapeKind.Integer or ShapeKind.Number => TypeShape.Number,
        ShapeKind.String => Text(shape.IsSecret),
        ShapeKind.Boolean => TypeShape.Boolean,
        _ => TypeShape.Any,
    };

    private static TypeShape UnionOfKind(TypeShape left, TypeShape right) => left.Kind switch
    {
        ShapeKind.String when left.Enum.Count > 0 && right.Enum.Count > 0 =>
            TypeShape.String with { Enum = [.. left.Enum.Union(right.Enum)] },
        ShapeKind.Array => TypeShape.ArrayOf(Union(left.Items ?? TypeShape.Any, right.Items ?? TypeShape.Any)),
        ShapeKind.Object => left == right ? left : TypeShape.AnyObject,
        var kind => TypeShape.Of(kind),
    };
}
