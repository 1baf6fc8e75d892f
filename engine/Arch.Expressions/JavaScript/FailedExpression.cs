using Arch.Expressions.Language;
using Arch.Expressions.Types;

namespace Arch.Expressions.JavaScript;

/// <summary>A text that is no allowed expression.</summary>
internal sealed class FailedExpression(IReadOnlyList<ExpressionProblem> problems) : ExpressionCompilation
{
    public override IReadOnlyList<ExpressionProblem> Problems => problems;

    public override CompiledExpression? Expression => null;

    public override IReadOnlyList<ExpressionReference> References => [];

    public override ExpressionCheck Check(ITypeScope scope) => new(TypeShape.Any, problems);

    public override ExpressionProbe? Probe(ITypeScope scope, int position) => null;
}
