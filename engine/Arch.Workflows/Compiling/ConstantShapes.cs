using Arch.Expressions.Types;
using Arch.Expressions.Values;

namespace Arch.Workflows.Compiling;

/// <summary>The types of constants.</summary>
internal static class ConstantShapes
{
    /// <summary>Gives the type of a scalar, which allows that value alone.</summary>
    public static TypeShape Of(Value value) => value.Kind switch
    {
        ValueKind.String => TypeShape.String with { Enum = [value] },
        ValueKind.Boolean => TypeShape.Boolean,
        ValueKind.Number =>
            value.TryGetNumber(out var number) && Math.Truncate(number).Equals(number)
                ? TypeShape.Integer
                : TypeShape.Number,
        ValueKind.Null or ValueKind.Undefined => TypeShape.Null,
        _ => TypeShape.Any,
    };
}
