using Arch.Expressions.Language;

namespace Arch.Workflows.Compiling;

/// <summary>
/// Stands for an expression about which something was reported. Compiling goes on with it to find more; it never gets
/// into a definition.
/// </summary>
internal sealed class BrokenExpression : CompiledExpression
{
    public static BrokenExpression Value { get; } = new();

    public override string Text => "";

    public override IReadOnlyList<ExpressionReference> References => [];

    public override Arch.Expressions.Values.Value Evaluate(ExpressionSession session, IExpressionScope scope) =>
        throw new InvalidOperationException("A workflow with errors was executed.");
}
