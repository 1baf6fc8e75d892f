using Arch.Expressions.JavaScript;
using Arch.Expressions.Types;

namespace Arch.Expressions.Tests.JavaScript;

/// <summary>The type of what a script returns.</summary>
public sealed class ScriptInferenceTests
{
    [Theory]
    [InlineData("return { total: n * 2, text: 'x' + n, ok: true };", "{total: integer, text: string, ok: boolean}")]
    [InlineData("const rows = items.map(item => ({ sku: item.sku, twice: item.qty * 2 })); return { rows };", "{rows: [{sku: string, twice: integer}]}")]
    [InlineData("if (n > 1) { return { a: 1, b: 'x' }; } return { a: 2.5 };", "{a: number, b?: string}")]
    [InlineData("if (n > 1) { return { a: 1 }; } else { throw new Error('no'); }", "{a: integer}")]
    [InlineData("if (n > 1) { return { a: 1 }; }", "any")]
    [InlineData("switch (n) { case 1: return { a: 1 }; default: return { a: 2 }; }", "any")]
    [InlineData("try { return { a: JSON.parse(s) }; } catch { return { a: null }; }", "{a: any or null}")]
    [InlineData("for (const item of items) { if (item.qty > 1) { return { found: item.sku }; } } return { found: null };", "{found: string or null}")]
    [InlineData("let total = 0; for (const item of items) { total += item.qty; } return { total };", "{total: any}")]
    [InlineData("const out = {}; out.a = 1; return out;", "any")]
    [InlineData("const out = { a: 1 }; out.a = 'x'; return { out, n };", "{out: any, n: any}")]
    [InlineData("const rows = []; rows.push(1); return { rows, count: rows.length };", "{rows: any, count: any}")]
    [InlineData("const rows = [1]; items.forEach(item => { item.qty = 'x'; }); return { items, rows };", "{items: any, rows: any}")]
    [InlineData("const a = 1; { const a = 'x'; } return { a };", "{a: integer}")]
    [InlineData("function f() { return { x: 1 }; } return { y: f() };", "{y: any}")]
    [InlineData("const f = () => { return 1; }; return { y: f };", "{y: any}")]
    [InlineData("return { ...settings, n };", "any object")]
    [InlineData("const { sku, qty } = items[0]; return { sku, qty };", "{sku: string, qty: integer}")]
    [InlineData("n = 'x'; return { n };", "{n: any}")]
    [InlineData("n++; return { n };", "{n: any}")]
    [InlineData("for (let item of items) { item = 1; return { item }; } return { item: 2 };", "{item: any}")]
    [InlineData("return;", "null")]
    [InlineData("return [1, 2];", "[integer]")]
    [InlineData("return n;", "integer")]
    [InlineData("n;", "any")]
    public void Infer_Script_TellsWhatIsCertain(string text, string expected)
    {
        var compilation = new JavaScriptLanguage().CompileScript(text, ["n", "s", "items", "settings"]);
        compilation.Problems.ShouldBeEmpty();
        var item = TypeShape.ObjectOf(new Dictionary<string, ShapeMember>
        {
            ["sku"] = new(TypeShape.String),
            ["qty"] = new(TypeShape.Integer),
        });
        Text(compilation.Infer(new Dictionary<string, TypeShape>
        {
            ["n"] = TypeShape.Integer,
            ["s"] = TypeShape.String,
            ["items"] = TypeShape.ArrayOf(item),
            ["settings"] = TypeShape.AnyObject,
        })).ShouldBe(expected);
    }

    private static string Text(TypeShape shape)
    {
        var text = shape.Kind switch
        {
            ShapeKind.Object when shape.IsOpen => "any object",
            ShapeKind.Object => $"{{{string.Join(", ", shape.Members.Select(member => $"{member.Key}{(member.Value.MayBeUndefinedBecause is null ? "" : "?")}: {Text(member.Value.Shape)}"))}}}",
            ShapeKind.Array => $"[{Text(shape.Items ?? TypeShape.Any)}]",
            var kind => kind.ToString().ToLowerInvariant(),
        };
        return shape.IsNullable ? text + " or null" : text;
    }
}
