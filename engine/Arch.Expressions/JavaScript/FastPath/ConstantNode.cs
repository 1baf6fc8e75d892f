using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

internal sealed class ConstantNode(Value value) : FastNode
{
    public override Value Evaluate(in FastContext context) => value;
}
