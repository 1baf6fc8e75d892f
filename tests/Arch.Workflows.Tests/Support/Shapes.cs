using Arch.Expressions.Types;

namespace Arch.Workflows.Tests.Support;

/// <summary>Short ways to write types.</summary>
internal static class Shapes
{
    public static TypeShape Object(params (string Name, TypeShape Shape)[] members) =>
        TypeShape.ObjectOf(members.ToDictionary(
            member => member.Name.TrimEnd('?'),
            member => new ShapeMember(member.Shape) { IsRequired = !member.Name.EndsWith('?') }));

    public static TypeShape Words(params string[] words) =>
        TypeShape.String with { Enum = [.. words.Select(Arch.Expressions.Values.Value.From)] };
}
