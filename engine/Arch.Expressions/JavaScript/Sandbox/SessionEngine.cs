using System.Diagnostics;
using Acornima.Ast;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Jint;
using Jint.Native.Function;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>The engine that the expressions of one session share; each expression is loaded into it once.</summary>
internal sealed class SessionEngine(ExpressionSession session) : IDisposable
{
    private readonly SandboxEngine _engine = new(session, SandboxLimits.ForExpression(session.Limits));
    private readonly Dictionary<object, Function> _functions = new(ReferenceEqualityComparer.Instance);
    private TimeSpan _left = session.Limits.ExpressionTime * SandboxLimits.ExpressionsPerSession;

    public void Dispose() => _engine.Dispose();

    public Value Evaluate(object key, Lazy<Prepared<Script>> program, ReadOnlySpan<Value> arguments)
    {
        if (_left <= TimeSpan.Zero)
        {
            throw new ExpressionException(
                "ARCH2402",
                $"The expressions evaluated together took more than {SandboxLimits.ExpressionsPerSession} times the time of one expression.");
        }

        if (!_functions.TryGetValue(key, out var function))
        {
            function = _engine.Load(program.Value);
            _functions.Add(key, function);
        }

        var start = Stopwatch.GetTimestamp();
        try
        {
            return _engine.Call(function, arguments, _left, isReadOnly: true);
        }
        finally
        {
            _left -= Stopwatch.GetElapsedTime(start);
        }
    }
}
