using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Tests.JavaScript;

/// <summary>Nothing that one text does is seen by another, in the same session or in the next.</summary>
public class IsolationTests
{
    private const string Probe =
        "[[1, 2].filter(x => x > 1).length, typeof ({}).polluted, Math.max(1, 2), JSON.stringify({a: 1}), [].polluted === undefined, "
        + "'a'.toUpperCase(), Object.keys({a: 1}).length, (x => x).polluted === undefined, String(1), [3, 1].toSorted()[0], "
        + "Math.polluted === undefined].join()";

    private const string Clean = "1,undefined,2,{\"a\":1},true,A,1,true,1,1,true";

    [Theory]
    [InlineData("Object.assign(Object.getPrototypeOf([]), {polluted: 1, filter: () => []})")]
    [InlineData("Object.assign(Object.getPrototypeOf({}), {polluted: 1})")]
    [InlineData("Object.assign(Math, {max: () => 9, polluted: 1})")]
    [InlineData("Object.defineProperty(JSON, 'stringify', {value: () => 'x'})")]
    [InlineData("Object.setPrototypeOf(Object.getPrototypeOf([]), null)")]
    [InlineData("[].push.call(Object.getPrototypeOf([]), 1)")]
    [InlineData("[[]['__pro' + key]].map(p => Object.assign(p, {filter: () => []})).length")]
    [InlineData("[]['con' + ctor]['proto' + type].fill(1)")]
    [InlineData("['assign'].map(name => Object[name](Object.getPrototypeOf(''), {toUpperCase: () => 'x'})).length")]
    [InlineData("[Object].map(o => o.assign(o.getPrototypeOf(x => x), {polluted: 1})).length")]
    [InlineData("(o => o.defineProperty(o, 'keys', {value: () => []}))(Object)")]
    [InlineData("Object.assign(String, {fromCharCode: 1}) && Object.assign(Array, {isArray: 1}) && Object.assign([].filter, {polluted: 1})")]
    [InlineData("Object.freeze(Math)")]
    [InlineData("Object.freeze(Object.getPrototypeOf([]))")]
    public void Evaluate_Pollution_DoesNotReachTheNextExpression(string text)
    {
        using var session = Js.Session();
        var scope = new MapScope("""{"key": "to__", "ctor": "structor", "type": "type"}""");

        try
        {
            Js.Compile(text).Evaluate(session, scope);
        }
        catch (ExpressionException)
        {
            // A failure is as good: what counts is what comes next.
        }

        Js.Compile(Probe).Evaluate(session, scope).ToString().ShouldBe(Clean);
        Js.Evaluate(Probe).ToString().ShouldBe(Clean);
    }

    [Theory]
    [InlineData("Object.prototype.polluted = 1; Array.prototype.filter = () => []; Math.max = () => 9; JSON.stringify = () => 'x'")]
    [InlineData("String.prototype.toUpperCase = () => 'x'; Object.keys = () => []; Object.getPrototypeOf(() => 1).polluted = 1")]
    [InlineData("Object.freeze(Object.prototype); delete Array.prototype.toSorted; Array.prototype.polluted = 1; Math.polluted = 1")]
    public void Run_Pollution_DoesNotReachAnother(string text)
    {
        using var session = Js.Session();

        Js.CompileScript(text).Run(session, ValueObject.Empty);

        Js.CompileScript("return " + Probe).Run(session, ValueObject.Empty).ToString().ShouldBe(Clean);
        Js.Compile(Probe).Evaluate(session, new MapScope("{}")).ToString().ShouldBe(Clean);
        Js.Evaluate(Probe).ToString().ShouldBe(Clean);
    }

    [Fact]
    public void Run_Scripts_ShareNoGlobals()
    {
        using var session = Js.Session();
        Js.CompileScript("Math.secret = 1; var leaked = 2; return 0").Run(session, ValueObject.Empty);

        Js.CompileScript("return [Math.secret, typeof leakage, Object.keys(Math).length]; var leakage")
            .Run(session, ValueObject.Empty).ToString().ShouldBe("[null,\"undefined\",0]");
    }

    [Theory]
    [InlineData("Object.assign(inputs, {a: 2})")]
    [InlineData("[].push.call(inputs.rows, 9)")]
    [InlineData("[].reverse.call(inputs.rows)")]
    public void Evaluate_ChangeOfData_DoesNotReachTheRun(string text)
    {
        using var session = Js.Session();
        var scope = new MapScope("""{"inputs": {"a": 1, "rows": [1, 2]}}""");

        try
        {
            Js.Compile(text).Evaluate(session, scope);
        }
        catch (ExpressionException)
        {
            // Refusing is as good as changing a copy.
        }

        Js.Compile("[inputs.a, ...inputs.rows].join()").Evaluate(session, scope).ToString().ShouldBe("1,1,2");
    }

    [Theory]
    [InlineData("[].at.constructor")]
    [InlineData("({}).__proto__")]
    [InlineData("x['constructor']")]
    [InlineData("x['con' + 'structor']")]
    [InlineData("x[`__proto__`]")]
    [InlineData("(({constructor: c}) => c)([])")]
    [InlineData("(({'__proto__': c}) => c)([])")]
    [InlineData("({__proto__: x})")]
    public void Compile_WayToAPrototype_IsRefused(string text) =>
        Js.Language.CompileExpression(text).Problems.ShouldHaveSingleItem().Code.ShouldBe("ARCH2002");
}
