using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Tests.JavaScript;

public class ExpressionTests
{
    private const string Data = """
        {"inputs": {"order": {"id": "A-1", "total": 1200.5, "lines": [{"sku": "x", "qty": 2}, {"sku": "y", "qty": 3}], "note": null}},
         "steps": {"review": {"outputs": {"action": "approve"}}}, "rows": [3, 1, 2]}
        """;

    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("inputs.order.id", "\"A-1\"")]
    [InlineData("inputs['order'].total > 1000", "true")]
    [InlineData("inputs.order.lines.map(l => l.qty).reduce((a, b) => a + b, 0)", "5")]
    [InlineData("inputs.order.lines.filter(l => l.qty > 2)", "[{\"sku\":\"y\",\"qty\":3}]")]
    [InlineData("inputs.order.lines", "[{\"sku\":\"x\",\"qty\":2},{\"sku\":\"y\",\"qty\":3}]")]
    [InlineData("steps.load?.outputs.rows ?? 0", "0")]
    [InlineData("steps.review?.outputs.action === 'approve'", "true")]
    [InlineData("`Order ${inputs.order.id}: ${inputs.order.lines.length}`", "\"Order A-1: 2\"")]
    [InlineData("({...inputs.order, lines: undefined, total: 1})", "{\"id\":\"A-1\",\"total\":1,\"note\":null}")]
    [InlineData("rows.toSorted()", "[1,2,3]")]
    [InlineData("[...rows].sort((a, b) => b - a)", "[3,2,1]")]
    [InlineData("Object.keys(inputs.order)", "[\"id\",\"total\",\"lines\",\"note\"]")]
    [InlineData("Object.entries(steps.review)", "[[\"outputs\",{\"action\":\"approve\"}]]")]
    [InlineData("JSON.stringify(inputs.order.lines[0])", "\"{\\\"sku\\\":\\\"x\\\",\\\"qty\\\":2}\"")]
    [InlineData("Array.isArray(rows) && !Array.isArray(inputs)", "true")]
    [InlineData("'id' in inputs.order && !('x' in inputs.order)", "true")]
    [InlineData("/^A-\\d+$/.test(inputs.order.id)", "true")]
    [InlineData("Math.max(...rows)", "3")]
    [InlineData("typeof inputs.order.note", "\"object\"")]
    [InlineData("(({ id, ...rest }) => rest)(inputs.order).total", "1200.5")]
    [InlineData("Object.hasOwn(inputs.order, 'id')", "true")]
    [InlineData("inputs.order.lines.at(-1).sku", "\"y\"")]
    [InlineData("1 // a comment", "1")]
    [InlineData("[1, , 3]", "[1,null,3]")]
    [InlineData("-0", "0")]
    [InlineData("0/0", "null")]
    public void Evaluate_Expression_GivesItsValue(string text, string json) =>
        Js.EvaluateJson(text, Data).ShouldBe(json);

    [Fact]
    public void Evaluate_WholeInput_IsPassedOnUncopied()
    {
        var order = ValueJson.Parse(Data);
        order.TryGetObject(out var names).ShouldBeTrue();
        using var session = Js.Session();

        var result = Js.Compile("[inputs].map(i => i)[0]").Evaluate(session, new MapScope(names));

        result.TryGetObject(out var members).ShouldBeTrue();
        order["inputs"].TryGetObject(out var source).ShouldBeTrue();
        members.ShouldBeSameAs(source);
    }

    [Theory]
    [InlineData("now()", "\"2026-11-23T12:00:00.125Z\"")]
    [InlineData("[now()].map(t => t)[0]", "\"2026-11-23T12:00:00.125Z\"")]
    [InlineData("Date.now()", "1795435200125")]
    [InlineData("hash('abc')", "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"")]
    [InlineData("['abc'].map(s => hash(s))[0]", "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"")]
    public void Evaluate_Builtin_DependsOnTheSessionAlone(string text, string json) =>
        Js.EvaluateJson(text).ShouldBe(json);

    [Fact]
    public void Evaluate_Uuid_IsVersion4AndTheSameForTheSameSeed()
    {
        var first = Js.EvaluateJson("[uuid(), uuid()]");

        Js.EvaluateJson("[uuid(), uuid()].map(id => id)").ShouldBe(first);
        first.ShouldMatch(
            "^\\[\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\",\"[0-9a-f-]{36}\"\\]$");
    }

    [Fact]
    public void Evaluate_HashOfAnObject_IsThatOfItsCompactJson() =>
        Js.EvaluateJson("hash({a: [1]}) === hash(JSON.stringify({a: [1]})) && hash([1].map(x => x)) === hash('[1]')").ShouldBe("true");

    [Fact]
    public void Evaluate_HashOfData_DoesNotDependOnItsSpelling() =>
        Js.EvaluateJson("hash(a) === hash(b) && hash(a) === hash(JSON.stringify(a))", """
            {"a": {"x": 1.0, "2": 1e2, "1": "\u0041"}, "b": { "1":"A", "x":1, "2":100 }}
            """).ShouldBe("true");

    [Theory]
    [InlineData("[1].map(x => x.y.z)", "ARCH2409")]
    [InlineData("[1].map(x => missing)", "ARCH2401")]
    [InlineData("x => x", "ARCH2407")]
    [InlineData("[x => x]", "ARCH2407")]
    [InlineData("[/a/].map(r => r)", "ARCH2407")]
    public void Evaluate_Failure_IsTyped(string text, string code)
    {
        using var session = Js.Session();

        var failure = Should.Throw<ExpressionException>(() => Js.Compile(text).Evaluate(session, new MapScope("{}")));

        failure.Code.ShouldBe(code);
    }

    [Fact]
    public void Evaluate_Cancelled_ThrowsCancellation()
    {
        using var source = new CancellationTokenSource();
        using var session = new ExpressionSession(Js.Noon, 42, null, source.Token);
        source.Cancel();

        Should.Throw<OperationCanceledException>(() =>
            Js.CompileScript("for (;;) {}").Run(session, ValueObject.Empty));
    }
}
