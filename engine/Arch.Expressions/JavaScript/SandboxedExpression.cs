using System.Diagnostics.CodeAnalysis;
using Acornima.Ast;
using Arch.Expressions.JavaScript.Sandbox;
using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Jint;

namespace Arch.Expressions.JavaScript;

/// <summary>An expression that runs in the sandbox. It is prepared when it first runs, once for all runs.</summary>
internal sealed class SandboxedExpression : CompiledExpression
{
    private readonly string[] _names;
    private readonly bool _isDataOnly;
    private readonly Lazy<Prepared<Script>> _program;

    public SandboxedExpression(string text, string[] names, bool isDataOnly, IReadOnlyList<ExpressionReference> references)
    {
        _isDataOnly = isDataOnly;
        Text = text;
        References = references;
        _names = names;
        _program = new(() => SandboxProgram.Prepare(
            $"(({string.Join(',', names)})=>(",
            SpreadGuard.Rewrite(text, SourceParser.ParseExpression(text, [])!),
            "\n))"));
    }

    public override string Text { get; }

    public override IReadOnlyList<ExpressionReference> References { get; }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The session keeps and disposes it")]
    public override Value Evaluate(ExpressionSession session, IExpressionScope scope)
    {
        var engine = session.EngineState as SessionEngine;
        if (engine is null)
        {
            session.EngineState = engine = new SessionEngine(session);
        }

        var arguments = _names.Length == 0 ? [] : new Value[_names.Length];
        for (var i = 0; i < _names.Length; i++)
        {
            if (!scope.TryResolve(_names[i], out arguments[i]))
            {
                throw new ExpressionException("ARCH2401", $"ReferenceError: {_names[i]} is not defined");
            }
        }

        return engine.Evaluate(this, _program, arguments, _isDataOnly);
    }
}
