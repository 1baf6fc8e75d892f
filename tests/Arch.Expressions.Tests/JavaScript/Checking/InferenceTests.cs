using Arch.Expressions.Types;

namespace Arch.Expressions.Tests.JavaScript.Checking;

public class InferenceTests
{
    [Theory]
    [InlineData("1", ShapeKind.Integer)]
    [InlineData("1.5", ShapeKind.Number)]
    [InlineData("'a'", ShapeKind.String)]
    [InlineData("`a${1}`", ShapeKind.String)]
    [InlineData("true", ShapeKind.Boolean)]
    [InlineData("null", ShapeKind.Null)]
    [InlineData("undefined", ShapeKind.Null)]
    [InlineData("inputs.order", ShapeKind.Object)]
    [InlineData("inputs.order.total", ShapeKind.Number)]
    [InlineData("inputs.order.total > 1000", ShapeKind.Boolean)]
    [InlineData("!inputs.any", ShapeKind.Boolean)]
    [InlineData("inputs.dry_run && inputs.order.total > 3", ShapeKind.Boolean)]
    [InlineData("inputs.order.id && inputs.dry_run", ShapeKind.Any)]
    [InlineData("inputs.any || true", ShapeKind.Any)]
    [InlineData("inputs.dry_run ? 1 : 2.5", ShapeKind.Number)]
    [InlineData("inputs.dry_run ? 1 : 'a'", ShapeKind.Any)]
    [InlineData("inputs.order.lines.length", ShapeKind.Integer)]
    [InlineData("inputs.order.lines.length + 1", ShapeKind.Integer)]
    [InlineData("inputs.order.total * 2", ShapeKind.Number)]
    [InlineData("inputs.order.id + 1", ShapeKind.String)]
    [InlineData("inputs.any + 1", ShapeKind.Any)]
    [InlineData("inputs.order.lines.some(l => l.qty)", ShapeKind.Boolean)]
    [InlineData("inputs.order.lines.find(l => l.qty)", ShapeKind.Object)]
    [InlineData("inputs.order.lines.reduce((s, l) => s + l.qty, 0)", ShapeKind.Number)]
    [InlineData("inputs.order.id.includes('a')", ShapeKind.Boolean)]
    [InlineData("steps.review?.outputs.action", ShapeKind.String)]
    [InlineData("now()", ShapeKind.DateTime)]
    [InlineData("uuid()", ShapeKind.String)]
    [InlineData("Number(inputs.order.id)", ShapeKind.Number)]
    [InlineData("Array.isArray(inputs.any)", ShapeKind.Boolean)]
    [InlineData("typeof inputs.any", ShapeKind.String)]
    [InlineData("'a' in inputs.any", ShapeKind.Boolean)]
    [InlineData("trigger.x", ShapeKind.Any)]
    public void Check_Expression_InfersItsKind(string text, ShapeKind kind) => Infer(text).Kind.ShouldBe(kind);

    [Fact]
    public void Check_Map_InfersItems() =>
        Infer("inputs.order.lines.map(l => ({sku: l.sku, n: l.qty * 2}))").Items!.Members["n"].Shape.Kind.ShouldBe(ShapeKind.Integer);

    [Fact]
    public void Check_Conditional_KeepsBothLiterals() =>
        Infer("inputs.dry_run ? 'a' : 'b'").Enum.Select(value => value.ToString()).ShouldBe(["a", "b"]);

    [Fact]
    public void Check_EnumInput_KeepsItsValues() => Infer("inputs.level").Enum.Count.ShouldBe(2);

    [Theory]
    [InlineData("secrets.stripe", true)]
    [InlineData("'Bearer ' + secrets.stripe", true)]
    [InlineData("`Bearer ${secrets.stripe}`", true)]
    [InlineData("secrets.stripe.slice(0, 4)", true)]
    [InlineData("inputs.dry_run ? secrets.stripe : ''", true)]
    [InlineData("[secrets.stripe].join()", true)]
    [InlineData("secrets", false)]
    [InlineData("inputs.order.id", false)]
    [InlineData("secrets.stripe.length", false)]
    [InlineData("({key: secrets.stripe})", true)]
    [InlineData("({key: secrets.stripe, n: 1}).n", false)]
    public void Check_Secret_MarksWhatIsMadeOfIt(string text, bool isSecret) => Infer(text).IsSecret.ShouldBe(isSecret);

    private static TypeShape Infer(string text)
    {
        var check = Js.Language.CompileExpression(text).Check(new TestScope());
        check.Problems.ShouldBeEmpty();
        return check.Result;
    }
}
