using Arch.Expressions.Types;

namespace Arch.Workflows.Checking;

/// <summary>The shapes of the names that the engine gives.</summary>
internal static class StepShapes
{
    private static readonly TypeShape PlainError = Object(
        ("kind", TypeShape.String),
        ("code", TypeShape.String),
        ("message", TypeShape.String),
        ("step", TypeShape.String),
        ("attempt", TypeShape.Integer),
        ("retryable", TypeShape.Boolean),
        ("details", TypeShape.Any),
        ("status", TypeShape.Any)) with
    { IsOpen = true };

    /// <summary>Gets the shape of <c>error</c>. Plugins add members of their own, so it is open.</summary>
    public static TypeShape Error { get; } =
        ErrorWith("only the error of a 'try' with 'rollback: true' says what was undone");

    /// <summary>Gets the shape of <c>error</c> where a <c>try</c> has rolled back.</summary>
    public static TypeShape RolledBackError { get; } = ErrorWith(null);

    /// <summary>Gets the shape of <c>run</c>.</summary>
    public static TypeShape Run { get; } = Object(
        ("id", TypeShape.String),
        ("workflow", TypeShape.String),
        ("status", TypeShape.String),
        ("started_at", TypeShape.Of(ShapeKind.DateTime)),
        ("attempt", TypeShape.Integer),
        ("environment", TypeShape.String));

    /// <summary>Gets the shape of <c>workflow</c>.</summary>
    public static TypeShape Workflow { get; } = Object(
        ("id", TypeShape.String),
        ("namespace", TypeShape.String),
        ("name", TypeShape.String),
        ("title", TypeShape.String with { IsNullable = true }),
        ("version", TypeShape.String));

    /// <summary>Gives the shape of <c>steps.x</c>.</summary>
    public static TypeShape Of(StepFact fact)
    {
        var outputs = fact.Outputs.Kind == ShapeKind.Object
            ? fact.Outputs with { MissingMemberCode = "ARCH2102", MemberNoun = "output" }
            : fact.Outputs;
        return TypeShape.ObjectOf(new Dictionary<string, ShapeMember>(StringComparer.Ordinal)
        {
            ["outputs"] = new(outputs) { MayBeUndefinedBecause = fact.MayHaveFailedBecause },
            ["status"] = new(TypeShape.String),
            ["error"] = new(Error) { MayBeUndefinedBecause = "a step that succeeded has no error" },
            ["attempts"] = new(TypeShape.Integer),
        });
    }

    private static TypeShape ErrorWith(string? noCompensationBecause)
    {
        var undone = TypeShape.ObjectOf(new Dictionary<string, ShapeMember>(StringComparer.Ordinal)
        {
            ["step"] = new(TypeShape.String) { IsRequired = true },
            ["status"] = new(TypeShape.String) { IsRequired = true },
            ["error"] = new(PlainError with { IsNullable = true })
            {
                MayBeUndefinedBecause = "what was undone without fault has no error",
            },
        });
        var members = new Dictionary<string, ShapeMember>(PlainError.Members, StringComparer.Ordinal)
        {
            ["compensation"] = new(TypeShape.ArrayOf(undone)) { MayBeUndefinedBecause = noCompensationBecause },
        };
        return PlainError with { Members = members };
    }

    public static TypeShape Object(params (string Name, TypeShape Shape)[] members) =>
        TypeShape.ObjectOf(members.ToDictionary(
            member => member.Name,
            member => new ShapeMember(member.Shape) { IsRequired = true },
            StringComparer.Ordinal));
}
