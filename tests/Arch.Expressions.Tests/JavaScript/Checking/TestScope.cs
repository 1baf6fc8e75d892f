using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Expressions.Values;

namespace Arch.Expressions.Tests.JavaScript.Checking;

/// <summary>The scope of a step in an order workflow, as the workflow checker would build it.</summary>
internal sealed class TestScope : ITypeScope
{
    private readonly Dictionary<string, TypeShape> _shapes = new(StringComparer.Ordinal)
    {
        ["inputs"] = Object(
            ("order", Object(
                ("id", TypeShape.String),
                ("total", TypeShape.Number),
                ("placed", TypeShape.Of(ShapeKind.DateTime)),
                ("lines", TypeShape.ArrayOf(Object(("sku", TypeShape.String), ("qty", TypeShape.Integer)))))),
            ("dry_run", TypeShape.Boolean),
            ("any", TypeShape.Any),
            ("open", TypeShape.AnyObject),
            ("level", TypeShape.String with { Enum = [Value.From("low"), Value.From("high")] })) with
        {
            MemberNoun = "input",
        },
        ["secrets"] = Object(("stripe", TypeShape.Of(ShapeKind.Secret))) with { MemberNoun = "secret" },
        ["trigger"] = TypeShape.Any,
        ["steps"] = TypeShape.ObjectOf(new Dictionary<string, ShapeMember>
        {
            ["stock"] = new(Step("available", TypeShape.Boolean)),
            ["review"] = new(Step("action", TypeShape.String))
            {
                MayBeUndefinedBecause = "step 'review' may be skipped by its own 'when'",
            },
            ["later"] = new(TypeShape.Any) { Forbidden = new ShapeProblem("ARCH2101", "Step 'later' has not run yet.", "Move it up.") },
        }) with
        {
            MissingMemberCode = "ARCH2101",
            MemberNoun = "step",
        },
    };

    public IEnumerable<string> Names => _shapes.Keys;

    public TypeShape? Find(string name) => _shapes.GetValueOrDefault(name);

    private static TypeShape Step(string name, TypeShape output) => Object(
        ("outputs", Object((name, output)) with { MissingMemberCode = "ARCH2102", MemberNoun = "output" }),
        ("status", TypeShape.String));

    private static TypeShape Object(params (string Name, TypeShape Shape)[] members) =>
        TypeShape.ObjectOf(members.ToDictionary(member => member.Name, member => new ShapeMember(member.Shape)));
}
