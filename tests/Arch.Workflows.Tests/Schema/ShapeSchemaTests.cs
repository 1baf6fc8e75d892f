using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Schema;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Schema;

public sealed class ShapeSchemaTests
{
    [Fact]
    public void Create_Object_NamesItsMembers()
    {
        var shape = Shapes.Object(
            ("url", TypeShape.String with { Description = "The address." }),
            ("retries?", TypeShape.Integer with { Min = 0, Max = 5, Default = Value.From(2) }),
            ("day?", TypeShape.Of(ShapeKind.Date) with { IsNullable = true }));

        ShapeSchema.Create(shape).ToJsonString().ShouldBe(
            """{"type":"object","properties":{"url":{"description":"The address.","type":"string"},"retries":{"default":2,"type":"integer","minimum":0,"maximum":5},"day":{"type":["string","null"],"format":"date"}},"required":["url"]}""");
    }

    [Fact]
    public void Create_ForFiles_AllowsExpressionsAndNoUnknownMembers() =>
        ShapeSchema.Create(Shapes.Object(("n?", TypeShape.Integer), ("w?", Shapes.Words("a"))), allowsExpressions: true).ToJsonString().ShouldBe(
            """{"pattern":"\\$\\{\\{","type":["object","string"],"properties":{"n":{"pattern":"\\$\\{\\{","type":["integer","string"]},"w":{"anyOf":[{"enum":["a"]},{"type":"string","pattern":"\\$\\{\\{"}]}},"additionalProperties":false}""");

    [Fact]
    public void Create_Any_AllowsEverything() => ShapeSchema.Create(TypeShape.Any).ToJsonString().ShouldBe("{}");
}
