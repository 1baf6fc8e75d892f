using Acornima.Ast;
using Arch.Expressions.JavaScript.Sandbox;
using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Jint;

namespace Arch.Expressions.JavaScript;

/// <summary>A script that runs in the sandbox, in an engine of its own each time.</summary>
internal sealed class SandboxedScript : CompiledScript
{
    /// <summary>What stands after the text so that it is the body of a function.</summary>
    public const string Closing = "\n})";

    private readonly string[] _parameters;
    private readonly Lazy<Prepared<Script>> _program;

    public SandboxedScript(string text, IReadOnlyList<string> parameters)
    {
        Text = text;
        _parameters = [.. parameters];
        _program = new(() => SandboxProgram.Prepare(
            Opening(parameters),
            SpreadGuard.Rewrite(text, SourceParser.ParseScript(text, [])!),
            Closing));
    }

    public override string Text { get; }

    /// <summary>Gives what stands before the text so that it is the body of a function.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The text, on one line.</returns>
    public static string Opening(IReadOnlyList<string> parameters) => $"(function({string.Join(',', parameters)}){{";

    public override Value Run(ExpressionSession session, ValueObject arguments)
    {
        var values = new Value[_parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            arguments.TryGetValue(_parameters[i], out values[i]);
        }

        using var engine = new SandboxEngine(session, SandboxLimits.ForScript(session.Limits));
        return engine.Call(Text, engine.Load(_program.Value), values, session.Limits.ScriptTime, isReadOnly: false);
    }
}
