using Arch.Expressions.JavaScript;
using Arch.Expressions.JavaScript.FastPath;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using CsCheck;

namespace Arch.Expressions.Tests.JavaScript.FastPath;

public class FastPathTests
{
    [Theory]
    [InlineData("inputs.order.total > 1000 && !inputs.dry_run")]
    [InlineData("steps.load?.outputs.rows ?? 0")]
    [InlineData("trigger.runs[0].outputs.day")]
    [InlineData("trigger.scheduled_at.slice(0, 10)")]
    [InlineData("`Order ${inputs.order.id} failed at ${error.step}: ${error.message}`")]
    [InlineData("error.status === 429 || error.status >= 500")]
    [InlineData("vars.total + steps.clean.outputs.rows.length")]
    [InlineData("({id: inputs.order.id, at: now(), key: hash(inputs.order)})")]
    [InlineData("Math.max(inputs.a, inputs.b) * 1.2")]
    public void Compile_CommonForm_TakesTheFastPath(string text) => Js.Compile(text).ShouldBeOfType<FastExpression>();

    [Theory]
    [InlineData("rows.map(r => r.x)")]
    [InlineData("/a/.test(b)")]
    [InlineData("[...rows]")]
    [InlineData("JSON.stringify(a)")]
    public void Compile_OtherForm_IsForTheEngine(string text) => Js.Compile(text).ShouldBeOfType<SandboxedExpression>();

    [Fact]
    public void Evaluate_RandomExpression_GivesWhatTheEngineGives()
    {
        var fast = 0;
        var both = from text in RandomExpressions.Text(3) from data in RandomExpressions.Data select (text, data);
        both.Sample(
            sample =>
            {
                var compilation = Js.Language.CompileExpression(sample.text);
                if (compilation.Expression is FastExpression expression)
                {
                    Interlocked.Increment(ref fast);
                    Describe(expression, sample.data).ShouldBe(
                        Describe(InEngine(compilation), sample.data), $"{sample.text} over {sample.data}");
                }
            },
            seed: "0000KXwTjP3X",
            iter: 4_000,
            threads: 1);
        fast.ShouldBeGreaterThan(3_000);
    }

    [Theory]
    [InlineData("inputs.order.total", "inputs.order is undefined, so .total cannot be read. Write '?.total' if it may be missing.")]
    [InlineData("inputs.none.a.b", "inputs.none is null, so .a cannot be read. Write '?.a' if it may be missing.")]
    [InlineData("inputs['x'][0]", "inputs['x'] is undefined, so [0] cannot be read. Write '?.[0]' if it may be missing.")]
    [InlineData("1 + inputs.name.trim()", "inputs.name is undefined, so .trim cannot be read. Write '?.trim' if it may be missing.")]
    [InlineData("(inputs.a?.b).c", "inputs.a?.b is undefined, so .c cannot be read. Write '?.c' if it may be missing.")]
    public void Evaluate_MemberOfNothing_SaysWhatIsMissing(string text, string message)
    {
        var failure = Should.Throw<ExpressionException>(() => Js.Evaluate(text, """{"inputs": {"none": null}}"""));

        failure.Code.ShouldBe("ARCH2409");
        failure.Message.ShouldBe(message);
    }

    [Fact]
    public void Evaluate_FallingBack_DrawsTheSameRandomNumbers()
    {
        using var session = Js.Session();
        var ids = Js.Compile("[uuid(), [1] + '', uuid()]").Evaluate(session, new MapScope("{}"));

        using var again = Js.Session();
        ids[0].ToString().ShouldBe(Js.Compile("uuid()").Evaluate(again, new MapScope("{}")).ToString());
        ids[2].ToString().ShouldBe(Js.Compile("uuid()").Evaluate(again, new MapScope("{}")).ToString());
    }

    [Fact]
    public void Evaluate_LargeTextBesideAField_IsNotCopied()
    {
        var scope = new MapScope(ValueObject.Of(("body", Value.From(new string('x', 5_000_000)))));
        using var session = Js.Session();

        Js.Compile("body.length > 3 && body.endsWith('x')").Evaluate(session, scope).ShouldBe(Value.True);
    }

    private static SandboxedExpression InEngine(ExpressionCompilation compilation) => new SandboxedExpression(
        compilation.Expression!.Text,
        [.. compilation.References.Select(reference => reference.Root).Distinct().Where(name => name is "a" or "b" or "c")],
        isDataOnly: true,
        compilation.References);

    private static string Describe(CompiledExpression expression, string data)
    {
        using var session = Js.Session();
        try
        {
            var value = expression.Evaluate(session, new MapScope(data));
            return value.Kind + " " + (value.TryGetNumber(out var number) && number == 0 && double.IsNegative(number) ? "-0" : CompactJson.Write(value));
        }
        catch (ExpressionException failure)
        {
            return failure.Code is "ARCH2401" or "ARCH2409" ? "failed" : failure.Code;
        }
    }
}
