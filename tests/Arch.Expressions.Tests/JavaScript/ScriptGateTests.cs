using Arch.Expressions.Language;

namespace Arch.Expressions.Tests.JavaScript;

public class ScriptGateTests
{
    [Theory]
    [InlineData("return `${{a: 1}.a}`", "ARCH2301", 8)]
    [InlineData("return ${{ inputs.a }}", "ARCH2301", 7)]
    [InlineData("return this.a", "ARCH2002", 7)]
    [InlineData("return (() => this)()", "ARCH2002", 14)]
    [InlineData("import('fs')", "ARCH2002", 0)]
    [InlineData("return 10n", "ARCH2002", 7)]
    [InlineData("async function f() {}", "ARCH2002", 0)]
    [InlineData("for (const {a, ...r} of rows) {}", "ARCH2002", 11)]
    [InlineData("function f({...r}) {}", "ARCH2002", 11)]
    [InlineData("return 1 +", "ARCH2001", 10)]
    [InlineData("with (rows) {}", "ARCH2001", 0)]
    [InlineData("import x from 'y'", "ARCH2001", 0)]
    [InlineData("let rows = 1", "ARCH2001", 4)]
    [InlineData("return process.env", "ARCH2100", 7)]
    [InlineData("eval('1')", "ARCH2100", 0)]
    [InlineData("return Function('1')", "ARCH2100", 7)]
    [InlineData("globalThis.x = 1", "ARCH2100", 0)]
    [InlineData("new Proxy({}, {})", "ARCH2100", 4)]
    [InlineData("new Uint8Array(9)", "ARCH2100", 4)]
    [InlineData("setTimeout(() => 1)", "ARCH2100", 0)]
    [InlineData("leak = 1", "ARCH2100", 0)]
    [InlineData("return rosw.length", "ARCH2100", 7)]
    public void CompileScript_NotAllowed_IsRefusedAtItsPlace(string text, string code, int place)
    {
        var problem = Js.Language.CompileScript(text, ["rows"]).Problems.ShouldHaveSingleItem();

        problem.Code.ShouldBe(code);
        problem.Start.ShouldBe(place);
    }

    [Fact]
    public void CompileScript_MisspeltArgument_SuggestsTheRightOne() =>
        Js.Language.CompileScript("return rosw", ["rows"]).Problems[0].Remedy.ShouldBe("Did you mean 'rows'?");

    [Theory]
    [InlineData("class")]
    [InlineData("default")]
    [InlineData("a-b")]
    [InlineData("1a")]
    [InlineData("a,b")]
    public void CompileScript_ArgumentThatIsNoName_IsRefused(string name) =>
        Js.Language.CompileScript("return 1", [name]).Problems.ShouldHaveSingleItem().Code.ShouldBe("ARCH2002");

    [Theory]
    [InlineData("var a = b; var b; return a")]
    [InlineData("return f(); function f() { return g; } var g = 1;")]
    [InlineData("for (let i = 0; i < 2; i++) { const j = i; } return 0")]
    [InlineData("for (const [k, v] of Object.entries(rows)) { if (k === v) break; } return 0")]
    [InlineData("try { throw {m: 1} } catch ({ m }) { return m }")]
    [InlineData("const o = { a: 1, ['b' + 1]: 2, rows }; const { a, b1: [c] = [9] } = { a: 1 }; return a + c + o.a")]
    [InlineData("outer: for (;;) { for (;;) { break outer; } } return 0")]
    [InlineData("class A { #x = 1; static y = 2; m() { return this.#x; } } return new A().m() + A.y")]
    [InlineData("const fib = n => n < 2 ? n : fib(n - 1) + fib(n - 2); return fib(5)")]
    [InlineData("return (function () { return arguments.length })(1, 2)")]
    [InlineData("const f = function own(n) { return n ? own(n - 1) : 0 }; return f(2)")]
    [InlineData("switch (1) { case 1: let q = 1; return q; default: return 2 }")]
    [InlineData("{ function inner() { return 1 } } return 0")]
    [InlineData("if (rows) { var late = 1 } return late")]
    [InlineData("return ((a, { b = a } = {}, ...more) => a + b + more.length)(1)")]
    [InlineData("const {a, ...rest} = {a: 1, b: 2}; return rest.b")]
    [InlineData("let a, rest; ({a, ...rest} = {a: 1, b: 2}); return rest.b")]
    [InlineData("return [{a: 1, b: 2}].map(({a, ...rest}, index) => rest.b + index)[0]")]
    [InlineData("return {...(1, rows), ...(x => x)({a: 1})}")]
    [InlineData("const add = ({a, ...b}) => c => ({...b, c, a}); return add({a: 1})(2)")]
    public void CompileScript_AllWaysToDeclare_AreKnownAndRun(string text)
    {
        var compilation = Js.Language.CompileScript(text, ["rows"]);

        compilation.Problems.ShouldBeEmpty();
        Should.NotThrow(() => Js.Run(text, "{\"rows\": [1]}"));
    }

    [Fact]
    public void Run_ErrorInScript_TellsTheLine()
    {
        var failure = Should.Throw<ExpressionException>(() => Js.Run("const a = 1;\nconst b = {...a};\nreturn a.b.c;"));

        failure.Code.ShouldBe("ARCH2409");
        failure.Message.ShouldContain("(line 3)");
    }
}
