using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

internal sealed class ConditionalNode(FastNode test, FastNode consequent, FastNode alternate) : FastNode
{
    public override Value Evaluate(in FastContext context) =>
        (Operators.IsTrue(test.Evaluate(context)) ? consequent : alternate).Evaluate(context);
}
