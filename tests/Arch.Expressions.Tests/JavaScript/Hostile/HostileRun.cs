using System.Diagnostics;
using Acornima;
using Acornima.Ast;
using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Tests.JavaScript.Hostile;

/// <summary>Runs a hostile text on a thread of its own and measures what it took.</summary>
internal sealed class HostileRun
{
    /// <summary>Stand-ins for what the texts expect around them.</summary>
    private static readonly ValueObject Fixtures = ValueObject.Of(
        ("items", ValueJson.Parse("""[{"qty": 1, "price": 2}, {"qty": 3, "price": 4}]""")),
        ("input", ValueJson.Parse("""{"a": {"b": [1, 2, 3]}}""")),
        ("big", Value.From("[" + string.Join(',', Enumerable.Repeat("{\"a\":1}", 100_000)) + "]")),
        ("h", ValueJson.Parse("""{"x": 1}""")),
        ("host", ValueJson.Parse("""{"Name": "n"}""")),
        ("dict", ValueJson.Parse("""{"a": "b"}""")),
        ("list", ValueJson.Parse("[1, 2]")),
        ("hostFn", ValueJson.Parse("{}")),
        ("hostBlock", ValueJson.Parse("{}")),
        ("hostThrow", ValueJson.Parse("{}")));

    public TimeSpan Time { get; private set; }

    public long Allocated { get; private set; }

    public string Outcome { get; private set; } = "did not end";

    public static HostileRun OfScript(string text) => Measure(() =>
    {
        var compilation = Js.Language.CompileScript(text, [.. Fixtures.Names]);
        if (compilation.Script is null)
        {
            return "refused " + compilation.Problems[0].Code;
        }

        using var session = new ExpressionSession(Js.Noon, 1);
        return Describe(compilation.Script.Run(session, Fixtures));
    });

    public static HostileRun OfExpression(string text) => Measure(() =>
    {
        var compilation = Js.Language.CompileExpression(text);
        if (compilation.Expression is null)
        {
            return "refused " + compilation.Problems[0].Code;
        }

        using var session = new ExpressionSession(Js.Noon, 1);
        var outcome = Attempt(() => compilation.Expression.Evaluate(session, new MapScope(Fixtures)));
        Js.Compile("[1, 2].map(x => x * 2).join()").Evaluate(
            session, new MapScope(Fixtures)).ToString().ShouldBe("2,4");
        return outcome;
    });

    /// <summary>Makes the last statement the result, as an interactive console would.</summary>
    public static string WithResult(string text)
    {
        if (text.Length > 100_000)
        {
            return text;
        }

        try
        {
            var script = new Parser(new ParserOptions { AllowReturnOutsideFunction = true }).ParseScript(text);
            return script.Body.Count > 0 && script.Body[script.Body.Count - 1] is ExpressionStatement last
                ? text[..last.Start] + "return (" + text[last.Expression.Start..last.Expression.End] + ");"
                : text;
        }
        catch (Exception error) when (error is ParseErrorException or InsufficientExecutionStackException)
        {
            return text;
        }
    }

    private static string Attempt(Func<Value> evaluate)
    {
        try
        {
            return Describe(evaluate());
        }
        catch (ExpressionException failure)
        {
            failure.Message.Length.ShouldBeLessThan(2_000);
            return "failed " + failure.Code;
        }
    }

    private static string Describe(Value value) =>
        $"gave {value.Kind}" + (value.TryGetNumber(out var number) ? " " + number : "");

    private static HostileRun Measure(Func<string> run)
    {
        var result = new HostileRun();
        Exception? unexpected = null;
        var thread = new Thread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            try
            {
                result.Outcome = run();
            }
            catch (ExpressionException failure)
            {
                failure.Message.Length.ShouldBeLessThan(2_000);
                result.Outcome = "failed " + failure.Code;
            }
#pragma warning disable CA1031 // Reported on the test's thread
            catch (Exception error)
#pragma warning restore CA1031
            {
                unexpected = error;
            }

            result.Time = Stopwatch.GetElapsedTime(start);
            result.Allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        })
        {
            IsBackground = true,
        };
        thread.Start();
        thread.Join(TimeSpan.FromSeconds(20)).ShouldBeTrue("the evaluation did not end");
        unexpected.ShouldBeNull();
        return result;
    }
}
