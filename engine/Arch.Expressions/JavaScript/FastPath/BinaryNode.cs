using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

internal sealed class BinaryNode(Func<Value, Value, Value> operation, FastNode left, FastNode right) : FastNode
{
    public override Value Evaluate(in FastContext context)
    {
        var first = left.Evaluate(context);
        return operation(first, right.Evaluate(context));
    }
}
