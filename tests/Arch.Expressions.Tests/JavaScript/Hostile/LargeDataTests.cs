using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Tests.JavaScript.Hostile;

/// <summary>Expressions that do much with large data at once end within bounds too, with and without the
/// engine.</summary>
public class LargeDataTests(ITestOutputHelper output)
{
    private const long MostBytes = 64 * 1024 * 1024;

    private static readonly ValueObject Data = ValueObject.Of(
        ("s", Value.From(new string('a', 1_000_000))),
        ("t", Value.From(new string('a', 250_000) + "b" + new string('a', 250_000))),
        ("u", Value.From("é" + new string('a', 3_000_000))),
        ("rows", Value.From(ValueArray.Of([.. Enumerable.Range(0, 200_000).Select(i => Value.From((double)i))]))),
        ("r", Value.From(ValueArray.Of([.. Enumerable.Range(0, 50_000).Select(i => Value.From((double)i))]))),
        ("w", Value.From(new string('a', 50_000))),
        ("j", Value.From("[" + string.Join(',', Enumerable.Repeat("1", 90_000)) + "]")),
        ("o", Value.From(ValueObject.Of(new OrderedDictionary<string, Value>(
            Enumerable.Range(0, 50_000).Select(
                i => KeyValuePair.Create("k" + i, Value.From(new string('x', 100)))))))));

    [Theory]
    [InlineData("s + s")]
    [InlineData("u + u")]
    [InlineData("`${s}${s}`")]
    [InlineData("s.slice(1)")]
    [InlineData("u.slice(1)")]
    [InlineData("s.toUpperCase()")]
    [InlineData("s.includes(t)")]
    [InlineData("u.indexOf(t)")]
    [InlineData("s.startsWith(t)")]
    [InlineData("rows.slice(1)")]
    [InlineData("rows.includes(-1)")]
    [InlineData("rows.join(s)")]
    [InlineData("({...o}).k1")]
    [InlineData("Object.keys(o)")]
    [InlineData("hash(s)")]
    [InlineData("hash(u)")]
    [InlineData("hash(o)")]
    [InlineData("hash(rows)")]
    [InlineData("[rows, rows]")]
    [InlineData("o.k1")]
    [InlineData("[...r]")]
    [InlineData("r.slice()")]
    [InlineData("r.concat(r)")]
    [InlineData("r.toSorted()")]
    [InlineData("r.toReversed()")]
    [InlineData("r.map(x => 1)")]
    [InlineData("r.flat()")]
    [InlineData("r.with(0, 1)")]
    [InlineData("r.toSpliced(0, 1)")]
    [InlineData("Array.from(r)")]
    [InlineData("Array.of(...r)")]
    [InlineData("Math.max(...r)")]
    [InlineData("r.filter(x => 1)")]
    [InlineData("r.indexOf(-1)")]
    [InlineData("r.includes(-1)")]
    [InlineData("r.reduce((a, b) => a, 0)")]
    [InlineData("Object.values(o)")]
    [InlineData("Object.entries(o)")]
    [InlineData("Object.fromEntries(Object.entries(o))")]
    [InlineData("Object.assign({}, o)")]
    [InlineData("(({k1, ...z}) => z)(o)")]
    [InlineData("JSON.stringify(o)")]
    [InlineData("JSON.parse(j)")]
    [InlineData("s.split('b')")]
    [InlineData("w.split('a')")]
    [InlineData("w.match(/a/g)")]
    [InlineData("w.replace(/a/g, 'b')")]
    [InlineData("w.replaceAll('a', 'b')")]
    [InlineData("/a*b/.test(w)")]
    [InlineData("[...w]")]
    [InlineData("encodeURIComponent(w)")]
    [InlineData("s.concat(s)")]
    [InlineData("s.padEnd(1048000)")]
    [InlineData("'a'.repeat(1048000)")]
    [InlineData("r.join()")]
    [InlineData("s.normalize()")]
    [InlineData("s.localeCompare(t)")]
    [InlineData("s.at(-1)")]
    [InlineData("s === t")]
    [InlineData("[s] + [s]")]
    [InlineData("String(r)")]
    [InlineData("s + r")]
    [InlineData("s.toString()")]
    [InlineData("Object.groupBy(r, x => x)")]
    public void Evaluate_ManyTimesInOneExpression_EndsWithinBounds(string part)
    {
        var text = $"[{string.Join(", ", Enumerable.Repeat($"typeof {part}", 150))}].length";
        var expression = Js.Compile(text);
        using var session = Js.Session();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = TimeProvider.System.GetTimestamp();

        var outcome = Outcome(expression, session);

        var time = TimeProvider.System.GetElapsedTime(start);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{outcome}; {time.TotalMilliseconds:F0} ms, {allocated / 1024} KiB");
        allocated.ShouldBeLessThan(MostBytes);
        time.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    private static string Outcome(CompiledExpression expression, ExpressionSession session)
    {
        try
        {
            return expression.Evaluate(session, new MapScope(Data)).ToString();
        }
        catch (ExpressionException failure)
        {
            return failure.Code;
        }
    }
}
