using Arch.Expressions.Types;

namespace Arch.Expressions.JavaScript.Checking;

/// <summary>What the checker knows of a part of an expression.</summary>
/// <param name="Shape">The type when there is a value.</param>
/// <param name="UndefinedBecause">Why there may be no value; <see langword="null"/> when there is one.</param>
internal readonly record struct Inferred(TypeShape Shape, string? UndefinedBecause = null)
{
    public static Inferred Any => new(TypeShape.Any);

    public static implicit operator Inferred(TypeShape shape) => new(shape);
}
