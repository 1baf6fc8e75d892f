using System.Diagnostics;
using Acornima.Ast;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Jint;
using Jint.Native.Function;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>
/// The engine that the expressions of one session share; each expression is loaded into it once. An expression that
/// could have changed what others share, or that failed, is the last one of its engine.
/// </summary>
internal sealed class SessionEngine(ExpressionSession session) : IDisposable
{
    private SandboxEngine? _engine;
    private readonly Dictionary<object, Function> _functions = new(ReferenceEqualityComparer.Instance);
    private TimeSpan _left = session.Limits.ExpressionTime * SandboxLimits.ExpressionsPerSession;

    public void Dispose()
    {
        _engine?.Dispose();
        _engine = null;
        _functions.Clear();
    }

    /// <summary>Evaluates an expression.</summary>
    /// <param name="key">The expression.</param>
    /// <param name="program">The expression as a function.</param>
    /// <param name="arguments">The arguments of the function.</param>
    /// <param name="isDataOnly">Whether the expression certainly leaves the engine as it was.</param>
    /// <returns>The result.</returns>
    public Value Evaluate(CompiledExpression key, Lazy<Prepared<Script>> program, ReadOnlySpan<Value> arguments, bool isDataOnly)
    {
        if (_left <= TimeSpan.Zero)
        {
            throw new ExpressionException(
                "ARCH2402",
                $"The expressions evaluated together took more than {SandboxLimits.ExpressionsPerSession} times the time of one expression.");
        }

        var start = Stopwatch.GetTimestamp();
        var isClean = false;
        try
        {
            _engine ??= new SandboxEngine(session, SandboxLimits.ForExpression(session.Limits));
            if (!_functions.TryGetValue(key, out var function))
            {
                function = _engine.Load(program.Value);
                _functions.Add(key, function);
            }

            var result = _engine.Call(key.Text, function, arguments, _left, isReadOnly: true);
            isClean = isDataOnly && !_engine.IsInterrupted;
            return result;
        }
        finally
        {
            _left -= Stopwatch.GetElapsedTime(start);
            if (!isClean)
            {
                Dispose();
            }
        }
    }
}
