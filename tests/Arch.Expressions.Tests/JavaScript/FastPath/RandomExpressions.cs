using CsCheck;

namespace Arch.Expressions.Tests.JavaScript.FastPath;

/// <summary>Random expressions of the forms that the fast path has, over random data named <c>a</c>, <c>b</c> and
/// <c>c</c>.</summary>
internal static class RandomExpressions
{
    private static readonly Gen<string> Scalars = Pick(
        "0", "1", "-1", "2.5", "1e21", "1e-7", "0.1", "123456789012", "-0", "''", "'a'", "'B c'", "'12'", "'-3.5'", "' x '", "'é'", "'length'",
        "true", "false", "null", "undefined", "NaN", "Infinity", "a", "b", "c");

    private static readonly Gen<string> Members = Pick(
        ".x", ".y", ".list", ".name", ".length", "[0]", "[1]", "['x']", "['name']", "[b]", "[-1]", "[1.5]", ".toString", ".missing.deep", "[2 - 1]");

    public static Gen<string> Data { get; } =
        from a in Json(2)
        from b in Json(0)
        from c in Json(1)
        select $$"""{"a": {{a}}, "b": {{b}}, "c": {{c}}}""";

    public static Gen<string> Text(int depth)
    {
        if (depth == 0)
        {
            return Scalars;
        }

        var inner = Text(depth - 1);
        var operators = Pick(
            "+", "-", "*", "/", "%", "===", "!==", "<", "<=", ">", ">=", "&&", "||", "??");
        var calls = Pick(
            "includes(@)", "indexOf(@)", "startsWith(@)", "endsWith(@)", "toUpperCase()", "toLowerCase()", "trim()", "trimStart()", "trimEnd()",
            "slice(@)", "slice(1, @)", "slice(-2)", "at(@)", "at(-1)", "join()", "join('-')", "toString()");
        var functions = Pick(
            "String(@)", "Number(@)", "Boolean(@)", "Array.isArray(@)", "Number.isInteger(@)", "Math.floor(@)", "Math.ceil(@)", "Math.abs(@)",
            "Math.trunc(@)", "Math.max(@, 1)", "Math.min(1, @)", "Math.max()", "Object.keys(@)", "hash(@)", "now()", "typeof (@)", "!(@)", "-(@)", "+(@)",
            "`<${@}>`", "[@, 1]", "({x: @, name: 'n'})", "({...a, y: @})", "[@].length", "[@][0]");
        return Choose(
            (1, Scalars),
            (4, from left in inner from op in operators from right in inner select $"({left}) {op} ({right})"),
            (3, from owner in inner from member in Members select $"({owner}){member}"),
            (2, from owner in inner from member in Members where member[0] == '.' select $"({owner})?{member}"),
            (2, from owner in inner from member in Members where member[0] == '[' select $"({owner})?.{member}"),
            (
                3,
                from owner in inner from call in calls from argument in inner select $"({owner}).{call.Replace("@", argument, StringComparison.Ordinal)}"),
            (
                1,
                from owner in inner from call in calls from argument in inner select $"({owner})?.{call.Replace("@", argument, StringComparison.Ordinal)}"),
            (
                3,
                from function in functions
                from argument in inner
                select function.Replace(
                    "@", argument, StringComparison.Ordinal)),
            (1, from test in inner from yes in inner from no in inner select $"({test}) ? ({yes}) : ({no})"),
            (1, from number in inner from power in inner select $"(({number}) ** ({power}))"));
    }

    private static Gen<string> Json(int depth)
    {
        var scalar = Pick(
            "0", "1", "-2", "1.5", "\"x\"", "\"12\"", "\"\"", "\" y\"", "\"ünï\"", "true", "false", "null", "1e300");
        if (depth == 0)
        {
            return scalar;
        }

        var inner = Json(depth - 1);
        return Choose(
            (1, scalar),
            (3, from x in inner
                from name in inner
                from list in inner
                select $$"""{"x": {{x}}, "name": {{name}}, "list": [{{list}}, {{x}}]}"""),
            (1, from first in inner from second in inner select $"[{first}, {second}]"),
            (1, from first in inner select $$"""{"0": {{first}}, "toString": 1}"""));
    }

    private static Gen<string> Pick(params string[] texts) =>
        Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static Gen<string> Choose(params (int Weight, Gen<string> Gen)[] choices)
    {
        var all = choices.SelectMany(choice => Enumerable.Repeat(choice.Gen, choice.Weight)).ToArray();
        return Gen.Int[0, all.Length - 1].SelectMany(index => all[index]);
    }
}
