using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Inputs;

namespace Arch.Workflows.Checking;

/// <summary>
/// Compares what is known about a result with the type that is wanted. What cannot be told is let through.
/// </summary>
internal static class TypeFit
{
    /// <summary>Says what is wrong, as the end of a sentence that begins with what is wanted.</summary>
    /// <returns><c>but is a string</c>; <see langword="null"/> when the two may fit.</returns>
    public static string? Misfit(TypeShape actual, TypeShape wanted)
    {
        if (actual.Kind == ShapeKind.Any
            || wanted.Kind == ShapeKind.Any
            || (actual.Kind == ShapeKind.Null && wanted.IsNullable))
        {
            return null;
        }

        if (!MayBe(actual.Kind, wanted.Kind))
        {
            return $"but is {ShapeWords.Describe(actual with { Enum = [] })}";
        }

        if (actual.Enum.Count > 0 && actual.Enum.All(value => ShapeCheck.Check(value, wanted).Count > 0))
        {
            return "but is " + string.Join(" or ", actual.Enum.Select(value => ValueJson.ToJson(value)));
        }

        return actual.Items is { } items && wanted.Items is { } wantedItems && Misfit(items, wantedItems) is not null
            ? $"but is {ShapeWords.Describe(actual)}"
            : null;
    }

    private static bool MayBe(ShapeKind actual, ShapeKind wanted) =>
        actual == wanted
        || (IsNumber(actual) && IsNumber(wanted))
        || (IsText(actual) && IsText(wanted))
        || (wanted == ShapeKind.File && (IsText(actual) || actual == ShapeKind.Object))
        || (actual == ShapeKind.File && (IsText(wanted) || wanted == ShapeKind.Object));

    private static bool IsNumber(ShapeKind kind) => kind is ShapeKind.Integer or ShapeKind.Number;

    private static bool IsText(ShapeKind kind) =>
        kind is ShapeKind.String or ShapeKind.Secret or ShapeKind.Date or ShapeKind.DateTime or ShapeKind.Duration;
}
