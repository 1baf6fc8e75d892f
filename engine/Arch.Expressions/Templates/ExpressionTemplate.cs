using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Templates;

internal sealed class ExpressionTemplate(CompiledExpression expression) : Template
{
    public override Value Evaluate(ExpressionSession session, IExpressionScope scope) =>
        expression.Evaluate(session, scope);
}
