using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Templates;

internal sealed class ConstantTemplate(Value value) : Template
{
    public override Value? Constant => value;

    public override Value Evaluate(ExpressionSession session, IExpressionScope scope) => value;
}
