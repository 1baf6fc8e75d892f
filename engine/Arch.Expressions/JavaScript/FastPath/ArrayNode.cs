using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>An array literal.</summary>
internal sealed class ArrayNode(FastNode[] elements) : FastNode
{
    public override Value Evaluate(in FastContext context)
    {
        var values = new Value[elements.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = elements[i].Evaluate(context);
        }

        return Value.From(new LiteralArray(values));
    }
}
