using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>A whole chain with <c>?.</c> in it.</summary>
internal sealed class ChainNode(FastNode last) : FastNode
{
    public override Value Evaluate(in FastContext context)
    {
        var isCut = false;
        return last.EvaluateLink(context, ref isCut);
    }
}
