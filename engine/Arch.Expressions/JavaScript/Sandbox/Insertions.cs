using System.Text;
using Acornima.Ast;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>Text to be put around parts of a source text.</summary>
internal sealed class Insertions
{
    private readonly List<(Node Node, bool IsEnd, string Text)> _insertions = [];

    /// <summary>Puts text around a part.</summary>
    /// <param name="node">The part.</param>
    /// <param name="before">What comes before it.</param>
    /// <param name="after">What comes after it.</param>
    public void Wrap(Node node, string before, string after)
    {
        _insertions.Add((node, false, before));
        _insertions.Add((node, true, after));
    }

    /// <summary>Makes a part the argument of a function.</summary>
    /// <param name="node">The part.</param>
    /// <param name="function">The function.</param>
    public void Pass(Node node, string function) => Wrap(node, function + "((", "))");

    /// <summary>Makes the text with all insertions.</summary>
    /// <param name="text">The text without.</param>
    /// <returns>The text; line breaks stay where they are.</returns>
    public string Apply(string text)
    {
        if (_insertions.Count == 0)
        {
            return text;
        }

        var rewritten = new StringBuilder(text.Length + (_insertions.Count * 16));
        var done = 0;

        // At one place ends come before beginnings; nested ends close from the inside out, beginnings open from the outside in.
        var ordered = _insertions
            .Select((insertion, order) => (insertion.Node, insertion.IsEnd, Order: order, insertion.Text))
            .OrderBy(insertion => insertion.IsEnd ? insertion.Node.End : insertion.Node.Start)
            .ThenBy(insertion => insertion.IsEnd ? 0 : 1)
            .ThenBy(insertion => insertion.IsEnd ? -insertion.Node.Start : -insertion.Node.End)
            .ThenBy(insertion => insertion.IsEnd ? -insertion.Order : insertion.Order);
        foreach (var (node, isEnd, _, inserted) in ordered)
        {
            var position = isEnd ? node.End : node.Start;
            rewritten.Append(text, done, position - done).Append(inserted);
            done = position;
        }

        return rewritten.Append(text, done, text.Length - done).ToString();
    }
}
