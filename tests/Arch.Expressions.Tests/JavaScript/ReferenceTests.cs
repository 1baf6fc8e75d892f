using Arch.Expressions.Language;

namespace Arch.Expressions.Tests.JavaScript;

public class ReferenceTests
{
    [Theory]
    [InlineData("inputs.order.id", "inputs.order.id")]
    [InlineData("steps.x?.outputs['y'].z", "steps.x?.outputs.y.z")]
    [InlineData("steps['x'][0]", "steps.x.0")]
    [InlineData("inputs.rows[i].name", "inputs.rows i")]
    [InlineData("inputs.rows.map(r => r.a + inputs.b)", "inputs.rows.map inputs.b")]
    [InlineData("(inputs?.a).b", "inputs?.a.b")]
    [InlineData("inputs.name.trim().length", "inputs.name.trim")]
    [InlineData("`${a.b}${c}`", "a.b c")]
    [InlineData("({a, b: c.d, [e]: 1, ...f})", "a c.d e f")]
    [InlineData("((x, {y = z.w}) => x + y)(1, q)", "z.w q")]
    [InlineData("Math.max(now(), a)", "Math.max now a")]
    [InlineData("a ? b.c : d?.e", "a b.c d?.e")]
    [InlineData("1 + 1", "")]
    public void References_Expression_AreItsChainsInOrder(string text, string chains)
    {
        var references = Js.Language.CompileExpression(text).References;

        string.Join(' ', references.Select(Write)).ShouldBe(chains);
    }

    [Fact]
    public void References_Chain_HasPlaces()
    {
        const string text = "1 + steps.x?.outputs['y']";

        var reference = Js.Language.CompileExpression(text).References.ShouldHaveSingleItem();

        text.Substring(reference.Start, reference.Length).ShouldBe("steps.x?.outputs['y']");
        reference.Path.Select(segment => text.Substring(segment.Start, segment.Length)).ShouldBe(
            ["x", "outputs", "'y'"]);
        reference.Path.Select(segment => segment.IsOptional).ShouldBe([false, true, false]);
    }

    private static string Write(ExpressionReference reference) =>
        reference.Root + string.Concat(
            reference.Path.Select(segment => (segment.IsOptional ? "?." : ".") + segment.Name));
}
