using Arch.Expressions.Types;

namespace Arch.Workflows.Checking;

/// <summary>The shapes of what a <c>wait</c> waits for and gives, without <c>timed_out</c>, which a whole wait gives.</summary>
internal static class WaitShapes
{
    /// <summary>Gets the shape of a timer's outputs.</summary>
    public static TypeShape Timer { get; } = StepShapes.Object();

    /// <summary>Gets the shape of an event, both as <c>event</c> and as outputs.</summary>
    public static TypeShape Event { get; } = Sent(
        "source",
        "an event that no run published has no source",
        ("id", TypeShape.String),
        ("subject", TypeShape.String),
        ("data", TypeShape.Any),
        ("time", TypeShape.Of(ShapeKind.DateTime)));

    /// <summary>Gets the shape of a signal, both as <c>event</c> and as outputs.</summary>
    public static TypeShape Signal { get; } = Sent(
        "by",
        "it is not always known who sent a signal",
        ("name", TypeShape.String),
        ("data", TypeShape.Any),
        ("time", TypeShape.Of(ShapeKind.DateTime)));

    /// <summary>Gives the shape of the outputs of <c>any</c>.</summary>
    /// <param name="parts">The shapes of its parts.</param>
    public static TypeShape AnyOf(IReadOnlyList<TypeShape> parts) =>
        StepShapes.Object(("index", TypeShape.Integer), ("result", OneOf(parts)));

    /// <summary>Gives the shape of the outputs of <c>all</c>.</summary>
    /// <param name="parts">The shapes of its parts.</param>
    public static TypeShape AllOf(IReadOnlyList<TypeShape> parts) =>
        StepShapes.Object(("results", TypeShape.ArrayOf(OneOf(parts))));

    // What one part gives and another does not may be undefined.
    private static TypeShape OneOf(IReadOnlyList<TypeShape> parts)
    {
        var members = new Dictionary<string, ShapeMember>(StringComparer.Ordinal);
        foreach (var name in parts.SelectMany(part => part.Members.Keys).Distinct(StringComparer.Ordinal))
        {
            var given = parts.Select(part => part.Members.GetValueOrDefault(name)).OfType<ShapeMember>().ToList();
            var isInAll = given.Count == parts.Count;
            var isSame = given.TrueForAll(member => member.Shape == given[0].Shape);
            members.Add(name, new ShapeMember(isSame ? given[0].Shape : TypeShape.Any)
            {
                IsRequired = isInAll && given.TrueForAll(member => member.IsRequired),
                MayBeUndefinedBecause = isInAll
                    ? given.Find(member => member.MayBeUndefinedBecause is not null)?.MayBeUndefinedBecause
                    : $"not every part of the wait gives '{name}'",
            });
        }

        return TypeShape.ObjectOf(members);
    }

    private static TypeShape Sent(
        string sender,
        string mayBeUndefinedBecause,
        params (string Name, TypeShape Shape)[] members) =>
        TypeShape.ObjectOf(new Dictionary<string, ShapeMember>(StepShapes.Object(members).Members, StringComparer.Ordinal)
        {
            [sender] = new(TypeShape.String with { IsNullable = true }) { MayBeUndefinedBecause = mayBeUndefinedBecause },
        });
}
