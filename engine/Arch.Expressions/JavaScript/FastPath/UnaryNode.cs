using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

internal sealed class UnaryNode(Func<Value, Value> operation, FastNode argument) : FastNode
{
    public override Value Evaluate(in FastContext context) => operation(argument.Evaluate(context));
}
