using System.Globalization;
using Arch.Expressions.JavaScript;
using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Tests.JavaScript;

/// <summary>Shorthand for evaluating one text against data written as JSON.</summary>
internal static class Js
{
    public static JavaScriptLanguage Language { get; } = new();

    public static DateTimeOffset Noon { get; } = DateTimeOffset.Parse(
        "2026-11-23T12:00:00.125Z", CultureInfo.InvariantCulture);

    public static ExpressionSession Session(ExpressionLimits? limits = null) =>
        new(Noon, 42, limits, TestContext.Current.CancellationToken);

    public static CompiledExpression Compile(string text)
    {
        var compilation = Language.CompileExpression(text);
        compilation.Problems.ShouldBeEmpty();
        return compilation.Expression.ShouldNotBeNull();
    }

    public static CompiledScript CompileScript(string text, params string[] parameters)
    {
        var compilation = Language.CompileScript(text, parameters);
        compilation.Problems.ShouldBeEmpty();
        return compilation.Script.ShouldNotBeNull();
    }

    /// <summary>Evaluates an expression; each member of the JSON object is a name in scope.</summary>
    public static Value Evaluate(string text, string data = "{}")
    {
        using var session = Session();
        return Compile(text).Evaluate(session, new MapScope(data));
    }

    public static string EvaluateJson(string text, string data = "{}") => ValueJson.ToJson(Evaluate(text, data));

    /// <summary>Runs a script; each member of the JSON object is an argument.</summary>
    public static Value Run(string text, string data = "{}", ExpressionLimits? limits = null)
    {
        ValueJson.Parse(data).TryGetObject(out var arguments).ShouldBeTrue();
        using var session = Session(limits);
        return CompileScript(text, [.. arguments!.Names]).Run(session, arguments);
    }

    public static string RunJson(string text, string data = "{}") => ValueJson.ToJson(Run(text, data));
}
