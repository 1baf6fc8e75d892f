using Arch.Expressions.JavaScript.Sandbox;
using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript;

/// <summary>
/// JavaScript. Expressions are those of ES2023 that neither assign nor declare; scripts are the body of a function.
/// Both see the run's data and nothing else, always within <see cref="ExpressionLimits"/>.
/// </summary>
public sealed class JavaScriptLanguage : IExpressionLanguage
{
    /// <inheritdoc/>
    public string Name => "js";

    /// <inheritdoc/>
    public ExpressionCompilation CompileExpression(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = new List<ExpressionProblem>();
        var tree = SourceParser.ParseExpression(text, problems);
        if (tree is not null)
        {
            new ExpressionGate(text, problems).Check(tree);
            SpreadGuard.Check(tree, problems);
        }

        return tree is null || problems.Count > 0
            ? new FailedExpression(problems)
            : new JavaScriptCompilation(text, tree, NameAnalysis.Analyze(tree));
    }

    /// <inheritdoc/>
    public ScriptCompilation CompileScript(string text, IReadOnlyList<string> parameters)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(parameters);
        return ScriptCompiler.Compile(text, parameters);
    }
}
