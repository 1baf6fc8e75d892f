using Acornima.Ast;
using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Language;
using Arch.Expressions.JavaScript.Checking;

namespace Arch.Expressions.JavaScript;

/// <summary>An allowed expression.</summary>
internal sealed class JavaScriptCompilation : ExpressionCompilation
{
    public JavaScriptCompilation(string text, Expression tree, IReadOnlyList<ExpressionReference> references)
    {
        Tree = tree;
        References = references;
        Expression = new SandboxedExpression(
            text,
            [.. references.Select(reference => reference.Root).Distinct().Where(name => !AllowedGlobals.Expression.Contains(name))],
            Reach.IsDataOnly(tree));
    }

    /// <summary>Gets the syntax tree.</summary>
    public Expression Tree { get; }

    public override IReadOnlyList<ExpressionProblem> Problems => [];

    public override CompiledExpression Expression { get; }

    public override IReadOnlyList<ExpressionReference> References { get; }

    public override ExpressionCheck Check(ITypeScope scope) => new ExpressionChecker(Expression.Text, scope).Check(Tree);
}
