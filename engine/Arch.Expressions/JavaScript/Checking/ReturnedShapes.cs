using Arch.Expressions.Types;

namespace Arch.Expressions.JavaScript.Checking;

/// <summary>The types of what a script returns in several places.</summary>
internal static class ReturnedShapes
{
    private const string Reason = "the script does not return it on every way";

    /// <summary>Gets the type of what is one of two results.</summary>
    public static TypeShape Union(TypeShape left, TypeShape right)
    {
        if (left.Kind != ShapeKind.Object || right.Kind != ShapeKind.Object)
        {
            return Shapes.Union(left, right);
        }

        var members = new Dictionary<string, ShapeMember>(StringComparer.Ordinal);
        foreach (var name in left.Members.Keys.Union(right.Members.Keys))
        {
            var inLeft = left.Members.GetValueOrDefault(name);
            var inRight = right.Members.GetValueOrDefault(name);
            members[name] = (inLeft, inRight) switch
            {
                ({ } one, { } other) => new ShapeMember(Shapes.Union(one.Shape, other.Shape))
                {
                    IsRequired = one.IsRequired && other.IsRequired,
                    MayBeUndefinedBecause = one.MayBeUndefinedBecause ?? other.MayBeUndefinedBecause,
                },
                _ => new ShapeMember((inLeft ?? inRight)!.Shape) { MayBeUndefinedBecause = Reason }, // it is in one of them
            };
        }

        return Shapes.From(
            Shapes.From(TypeShape.ObjectOf(members) with { IsOpen = left.IsOpen || right.IsOpen }, left),
            right);
    }

    /// <summary>Forgets the types of an object's members.</summary>
    public static TypeShape NamesOf(TypeShape shape) => shape with
    {
        Members = shape.Members.ToDictionary(
            member => member.Key,
            member => member.Value with { Shape = Shapes.From(TypeShape.Any, member.Value.Shape) },
            StringComparer.Ordinal),
    };
}
