using Acornima;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

internal sealed class LogicalNode(Operator operation, FastNode left, FastNode right) : FastNode
{
    public override Value Evaluate(in FastContext context)
    {
        var value = left.Evaluate(context);
        var isDecided = operation switch
        {
            Operator.LogicalAnd => !Operators.IsTrue(value),
            Operator.LogicalOr => Operators.IsTrue(value),
            _ => !value.IsNullish,
        };
        return isDecided ? value : right.Evaluate(context);
    }
}
