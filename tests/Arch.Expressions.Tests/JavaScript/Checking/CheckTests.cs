using Arch.Expressions.Language;
using Arch.Expressions.Types;

namespace Arch.Expressions.Tests.JavaScript.Checking;

public class CheckTests
{
    [Theory]
    [InlineData("inptus.order", "ARCH2100", 0, "'inptus' is not known here.", "Did you mean 'inputs'?")]
    [InlineData("process.exit(1)", "ARCH2100", 0, "'process' is not known here.", "Expressions see the run's data and nothing else: inputs, secrets, steps, trigger.")]
    [InlineData("1 + require('fs')", "ARCH2100", 4, "'require' is not known here.", "Expressions see the run's data and nothing else: inputs, secrets, steps, trigger.")]
    [InlineData("math.max(1)", "ARCH2100", 0, "'math' is not known here.", "Did you mean 'Math'?")]
    [InlineData("zebra", "ARCH2100", 0, "'zebra' is not known here.", "In scope: inputs, secrets, steps, trigger.")]
    [InlineData("inputs.oder.id", "ARCH2105", 7, "There is no input 'oder'.", "Did you mean 'order'?")]
    [InlineData("inputs.order.totl > 3", "ARCH2105", 13, "There is no property 'totl' in 'inputs.order'.", "Did you mean 'total'?")]
    [InlineData("inputs['order']['totl']", "ARCH2105", 16, "There is no property 'totl' in 'inputs['order']'.", "Did you mean 'total'?")]
    [InlineData("steps.stok.outputs", "ARCH2101", 6, "There is no step 'stok'.", "Did you mean 'stock'?")]
    [InlineData("steps.stock.outputs.avail", "ARCH2102", 20, "There is no output 'avail'.", "Known: available.")]
    [InlineData("steps.later.outputs", "ARCH2101", 6, "Step 'later' has not run yet.", "Move it up.")]
    [InlineData("inputs.order.lines.filtr(l => l)", "ARCH2105", 19, "An array has no property 'filtr'.", "Did you mean 'filter'?")]
    [InlineData("inputs.order.id.lenght", "ARCH2105", 16, "A string has no property 'lenght'.", "Did you mean 'length'?")]
    [InlineData("inputs.order.placed.slcie(0, 10)", "ARCH2105", 20, "A datetime (a string) has no property 'slcie'.", "Did you mean 'slice'?")]
    [InlineData("inputs.order.total.tofixed(2)", "ARCH2105", 19, "A number has no property 'tofixed'.", "Did you mean 'toFixed'?")]
    [InlineData("Math.flor(1)", "ARCH2105", 5, "'Math' has no property 'flor'.", "Did you mean 'floor'?")]
    [InlineData("inputs.order.lines.map(l => l.qyt)", "ARCH2105", 30, "There is no property 'qyt' in 'l'.", "Did you mean 'qty'?")]
    [InlineData("inputs.order.lines.map(({qyt}) => 1)", "ARCH2105", 25, "There is no property 'qyt'.", "Did you mean 'qty'?")]
    [InlineData("inputs.order.lines.reduce((sum, l) => sum + l.price, 0)", "ARCH2105", 46, "There is no property 'price' in 'l'.", "Known: qty, sku.")]
    [InlineData("inputs.order.lines.toSorted((a, b) => a.q - b.qty)", "ARCH2105", 40, "There is no property 'q' in 'a'.", "Known: qty, sku.")]
    [InlineData("inputs.order.lines[0].x", "ARCH2105", 22, "There is no property 'x' in 'inputs.order.lines[0]'.", "Known: qty, sku.")]
    [InlineData("inputs.order.lines.filter(l => l.qty > 1).map(l => l.x)", "ARCH2105", 53, "There is no property 'x' in 'l'.", "Known: qty, sku.")]
    [InlineData(
        "steps.review.outputs.action === 'reject'",
        "ARCH2103",
        13,
        "'steps.review' may be undefined: step 'review' may be skipped by its own 'when'.",
        "Write 'steps.review?.outputs.action'.")]
    [InlineData(
        "steps.review['outputs'].action",
        "ARCH2103",
        13,
        "'steps.review' may be undefined: step 'review' may be skipped by its own 'when'.",
        "Write 'steps.review?.['outputs'].action'.")]
    public void Check_Mistake_IsReportedWithPlaceAndRemedy(
        string text, string code, int start, string message, string remedy)
    {
        var problem = Check(text).Problems.ShouldHaveSingleItem();

        problem.Code.ShouldBe(code);
        problem.Message.ShouldBe(message);
        problem.Remedy.ShouldBe(remedy);
        problem.Start.ShouldBe(start);
    }

    [Fact]
    public void Check_ParenthesizedChain_EndsTheShortCircuit() =>
        Check("(steps.review?.outputs).action").Problems.ShouldHaveSingleItem().Code.ShouldBe("ARCH2103");

    [Theory]
    [InlineData("steps.review?.outputs.action")]
    [InlineData("steps.review?.outputs.action.toUpperCase()")]
    [InlineData("steps.review && steps.review.outputs.action")]
    [InlineData("steps.review !== undefined ? steps.review.outputs.action : ''")]
    [InlineData("undefined === steps.review ? '' : steps.review.outputs.action")]
    [InlineData("!steps.review || steps.review.outputs.action === 'x'")]
    [InlineData("!(!steps.review) && steps['review'].outputs.action === 'x'")]
    [InlineData("typeof steps.review === 'undefined' ? 1 : steps.review.status")]
    [InlineData("typeof steps.review !== 'undefined' && steps.review.status")]
    [InlineData("steps.review?.status === 'succeeded' && steps.review.outputs.action")]
    [InlineData("steps.review?.outputs.action ? steps.review.status : 1")]
    [InlineData("steps.review ? [1].map(x => steps.review.status) : []")]
    [InlineData("inputs.dry_run && steps.review && steps.review.status")]
    [InlineData("(steps.review ?? {status: 'none'}).status")]
    [InlineData("steps.review")]
    [InlineData("steps.review === undefined")]
    [InlineData("steps.stock.outputs.available")]
    [InlineData("inputs.any.a.b.c.d()")]
    [InlineData("inputs.open.a.b.c")]
    [InlineData("trigger.body.items[0].x.map(y => y.z)")]
    [InlineData("inputs.order.hasOwnProperty('id')")]
    [InlineData("inputs.order.lines[inputs.any].sku")]
    [InlineData("inputs[inputs.any]")]
    [InlineData("inputs.order.lines.map((l, i, all) => ({...l, i, n: all.length})).filter(x => x.i > 0 && x.sku)")]
    [InlineData("inputs.order.lines.reduce((acc, l) => ({...acc, [l.sku]: l.qty}), {}).anything")]
    [InlineData("inputs.order.lines.reduce((acc, l) => [...acc, l], []).length")]
    [InlineData("inputs.order.lines.flatMap(l => [l.sku]).join(',').length")]
    [InlineData("Object.entries(inputs.order).map(([k, v]) => k.length + v.x)")]
    [InlineData("(({id, ...rest}) => rest.total)(inputs.order)")]
    [InlineData("((a, b = a.id) => b.length)(inputs.order)")]
    [InlineData("inputs.order.id.split('-')[0].trim().length > 2")]
    [InlineData("Math.max(...inputs.order.lines.map(l => l.qty))")]
    [InlineData("`${inputs.order.id}`.match(/a/)?.[0].foo")]
    [InlineData("JSON.parse(inputs.order.id).x.y")]
    [InlineData("inputs.order.lines.find(l => l.qty > 2)?.sku ?? 'none'")]
    [InlineData("[...inputs.order.lines, {sku: 'z', qty: 1}].map(l => l.sku)")]
    public void Check_RightExpression_HasNoProblem(string text) => Check(text).Problems.ShouldBeEmpty();

    [Theory]
    [InlineData("steps.review || steps.review.status")]
    [InlineData("steps.review === undefined && steps.review.status")]
    [InlineData("steps.review ? 1 : steps.review.status")]
    [InlineData("steps.review && [1].map(steps => 1) && steps.review.status === steps.stock.status || steps.review.status")]
    [InlineData("(inputs.dry_run || steps.review) && steps.review.status")]
    public void Check_GuardThatDoesNotHold_IsReported(string text) =>
        Check(text).Problems.ShouldHaveSingleItem().Code.ShouldBe("ARCH2103");

    [Fact]
    public void Check_SeveralMistakes_ReportsThemAll() =>
        Check("inptus.a + steps.review.status + inputs.order.ids").Problems.Select(problem => problem.Code)
            .ShouldBe(["ARCH2100", "ARCH2103", "ARCH2105"]);

    [Fact]
    public void Check_LongChainOfCalls_TakesLinearTime() =>
        Check("inputs.order.id" + string.Concat(Enumerable.Repeat(".trim()", 100))).Result.Kind.ShouldBe(ShapeKind.String);

    private static ExpressionCheck Check(string text)
    {
        var compilation = Js.Language.CompileExpression(text);
        compilation.Problems.ShouldBeEmpty();
        return compilation.Check(new TestScope());
    }
}
