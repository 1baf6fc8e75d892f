using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>A template literal.</summary>
internal sealed class TextNode(string[] texts, FastNode[] values) : FastNode
{
    public override Value Evaluate(in FastContext context)
    {
        var parts = new string[texts.Length + values.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            parts[2 * i] = texts[i];
            if (i < values.Length)
            {
                parts[(2 * i) + 1] = Operators.ToText(values[i].Evaluate(context));
            }
        }

        return Operators.Join(parts);
    }
}
