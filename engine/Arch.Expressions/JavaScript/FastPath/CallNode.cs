using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>A call of a global function such as <c>Math.max(…)</c> or <c>now()</c>.</summary>
internal sealed class CallNode(FastFunction function, FastNode[] arguments) : FastNode
{
    public override Value Evaluate(in FastContext context)
    {
        var values = new Value[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(context);
        }

        return function(context.Session, values);
    }
}
