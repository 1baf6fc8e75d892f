using Arch.Expressions.Values;

namespace Arch.Expressions.Tests.JavaScript;

public class ScriptTests
{
    private const string Data = """{"rows": [{"n": 3, "t": {"a": 1}}, {"n": 1}], "o": {"b": 1, "a": {"x": [1, 2]}, "2": "two", "1": "one"}}""";

    [Theory]
    [InlineData("return rows.sort((a, b) => a.n - b.n).map(r => r.n)", "[1,3]")]
    [InlineData("rows[0].n = 9; rows[0].added = true; return rows[0]", "{\"n\":9,\"t\":{\"a\":1},\"added\":true}")]
    [InlineData("rows.push({n: 5}); return rows.length", "3")]
    [InlineData("delete o.b; o.c = 1; o.b = 2; return Object.keys(o)", "[\"1\",\"2\",\"a\",\"c\",\"b\"]")]
    [InlineData("return Object.keys(o)", "[\"1\",\"2\",\"b\",\"a\"]")]
    [InlineData("return Object.entries(o.a)", "[[\"x\",[1,2]]]")]
    [InlineData("return JSON.parse(JSON.stringify(o))", "{\"1\":\"one\",\"2\":\"two\",\"b\":1,\"a\":{\"x\":[1,2]}}")]
    [InlineData("return {...o, b: 2}", "{\"1\":\"one\",\"2\":\"two\",\"b\":2,\"a\":{\"x\":[1,2]}}")]
    [InlineData("const { b, ...rest } = o; return rest.a.x", "[1,2]")]
    [InlineData("const [first, ...others] = rows; return others", "[{\"n\":1}]")]
    [InlineData("let s = ''; for (const k in o) s += k; return s", "\"12ba\"")]
    [InlineData("let n = 0; for (const r of rows) n += r.n; return n", "4")]
    [InlineData("return 'b' in o && !('z' in o) && Array.isArray(rows) && !Array.isArray(o)", "true")]
    [InlineData("o.a.x.reverse(); return o", "{\"1\":\"one\",\"2\":\"two\",\"b\":1,\"a\":{\"x\":[2,1]}}")]
    [InlineData("return Object.assign({}, o).a === o.a", "true")]
    [InlineData("Object.defineProperty(o, 'b', {value: 7}); return o.b", "7")]
    [InlineData("return o.hasOwnProperty('b') && Object.hasOwn(o, 'a') && o.propertyIsEnumerable('b')", "true")]
    [InlineData("Object.freeze(o); return Object.isFrozen(o)", "true")]
    [InlineData("const seen = new Set(); return {rows: rows.filter(r => !seen.has(r.n) && seen.add(r.n))}", "{\"rows\":[{\"n\":3,\"t\":{\"a\":1}},{\"n\":1}]}")]
    [InlineData("return structural(rows); function structural(x) { return x.flatMap(r => [r.n, r.n]) }", "[3,3,1,1]")]
    [InlineData("class P { constructor(n) { this.n = n } get twice() { return this.n * 2 } } return new P(4).twice", "8")]
    [InlineData("return new Date().toISOString()", "\"2026-11-23T12:00:00.125Z\"")]
    [InlineData("return {at: new Date(0), m: Date.now()}", "{\"at\":\"1970-01-01T00:00:00.000Z\",\"m\":1795435200125}")]
    [InlineData("const m = new Map([['a', 1]]); return Object.fromEntries(m)", "{\"a\":1}")]
    [InlineData("function* g() { yield 1; yield 2 } return [...g()]", "[1,2]")]
    [InlineData("try { null.x } catch (e) { return e instanceof TypeError }", "true")]
    public void Run_Script_GivesItsResult(string text, string json) => Js.RunJson(text, Data).ShouldBe(json);

    [Theory]
    [InlineData("const r = []; for (let i = 0; i < 49999; i++) r.push(i); return r.map(x => x + 1).length", "49999")]
    [InlineData("return Array(40000).fill(1).concat(Array(9000)).length", "49000")]
    [InlineData("return [...'aé'].map(c => `<${c}>`).join('') + [...[1], ...[2]].length", "\"<a><é>2\"")]
    [InlineData("const f = (...a) => a.length; return f(...[1, 2], ...new Set([3])) + f(...'ab')", "5")]
    [InlineData("const a = 1, b = 'x'; return [a + b, a + 1, b + a, `${a}` + `${b}`, a + a + b, a < b, a - 1, (a + b) + (b + a)]",
        "[\"1x\",2,\"x1\",\"1x\",\"2x\",false,0,\"1xx1\"]")]
    [InlineData("let s = ''; return [s += 'a', s += 'b', s += 'c', s += 'd', s += 'e', s += 'f'].join() + s", "\"a,ab,abc,abcd,abcde,abcdefabcdef\"")]
    public void Run_WhatIsGuarded_WorksAsAlways(string text, string json) => Js.RunJson(text).ShouldBe(json);

    [Fact]
    public void Run_ManyLookupsInOneStatement_AreRight()
    {
        var keys = string.Join(',', Enumerable.Range(0, 60).Select(i => $"o[k + {i}] < {i} + o[k + {i}] && k in o"));

        Js.RunJson($"const k = 'k', o = {{k: 1}}; for (let i = 0; i < 60; i++) o[k + i] = i; return [{keys}].filter(x => x).length")
            .ShouldBe("59");
    }

    [Fact]
    public void Run_NoReturn_GivesUndefined() => Js.Run("1 + 1").IsUndefined.ShouldBeTrue();

    [Fact]
    public void Run_ChangedArguments_LeaveTheRunsDataAlone()
    {
        ValueJson.Parse(Data).TryGetObject(out var arguments).ShouldBeTrue();
        var before = ValueJson.ToJson(Value.From(arguments!));
        using var session = Js.Session();

        Js.CompileScript(
            "rows[0].t.a = 2; rows.length = 1; o.a.x.push(3); delete o.b; return 1",
            "rows",
            "o").Run(session, arguments!);

        ValueJson.ToJson(Value.From(arguments!)).ShouldBe(before);
    }

    [Fact]
    public void Run_SameSeed_GivesTheSameRandomNumbers()
    {
        var first = Js.RunJson("return [Math.random(), Math.random()]");

        Js.RunJson("return [Math.random(), Math.random()]").ShouldBe(first);
        Js.RunJson("const [a, b] = [Math.random(), Math.random()]; return a !== b && a >= 0 && a < 1").ShouldBe("true");
    }

    [Theory]
    [InlineData("{\"o\": {\"__proto__\": 1, \"constructor\": 2, \"toString\": 3, \"then\": 4, \"hasOwnProperty\": 5}}")]
    public void Run_OddNamesInData_AreDataAndHarmless(string data)
    {
        Js.RunJson("return [o.constructor, o.toString, o.then, o.hasOwnProperty, Object.keys(o), ({}).x]", data)
            .ShouldBe("[2,3,4,5,[\"__proto__\",\"constructor\",\"toString\",\"then\",\"hasOwnProperty\"],null]");
        Js.RunJson("return o", data).ShouldBe(
            "{\"__proto__\":1,\"constructor\":2,\"toString\":3,\"then\":4,\"hasOwnProperty\":5}");
        Js.RunJson("return {...o}", data).ShouldBe(
            "{\"__proto__\":1,\"constructor\":2,\"toString\":3,\"then\":4,\"hasOwnProperty\":5}");
    }
}
