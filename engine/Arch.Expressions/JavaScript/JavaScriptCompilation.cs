using Acornima.Ast;
using Arch.Expressions.JavaScript.Checking;
using Arch.Expressions.JavaScript.FastPath;
using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript;

/// <summary>An allowed expression.</summary>
internal sealed class JavaScriptCompilation : ExpressionCompilation
{
    private readonly string _text;

    public JavaScriptCompilation(string text, Expression tree, IReadOnlyList<ExpressionReference> references)
    {
        _text = text;
        Tree = tree;
        References = references;
        Expression = FastCompiler.Compile(text, tree) is { } fast
            ? new FastExpression(text, fast, new Lazy<CompiledExpression>(() => InEngine()), references)
            : InEngine();
    }

    /// <summary>Gets the syntax tree.</summary>
    public Expression Tree { get; }

    public override IReadOnlyList<ExpressionProblem> Problems => [];

    public override CompiledExpression Expression { get; }

    public override IReadOnlyList<ExpressionReference> References { get; }

    public override ExpressionCheck Check(ITypeScope scope) =>
        new ExpressionChecker(Expression.Text, scope).Check(Tree);

    public override ExpressionProbe? Probe(ITypeScope scope, int position) =>
        new ExpressionChecker(Expression.Text, scope, position).Probe(Tree);

    // In a method of its own, so that the engine's assembly is loaded only when an expression needs it.
    private SandboxedExpression InEngine() => new SandboxedExpression(
        _text,
        [.. References.Select(reference => reference.Root).Distinct().Where(name => !AllowedGlobals.Expression.Contains(name))],
        Reach.IsDataOnly(Tree),
        References);
}
