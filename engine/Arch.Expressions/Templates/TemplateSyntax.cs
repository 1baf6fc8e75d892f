using System.Text;

namespace Arch.Expressions.Templates;

/// <summary>The syntax of <c>${{ }}</c> within text. <c>$${{</c> stands for a literal <c>${{</c>.</summary>
public static class TemplateSyntax
{
    private const string Opening = "${{";

    /// <summary>Splits a scalar into literal text and expressions, without looking at what the expressions
    /// say.</summary>
    /// <param name="text">The scalar as YAML gives it, without quotes.</param>
    /// <returns>The parts, or the problem that a <c>${{</c> has no end.</returns>
    public static TemplateScan Scan(string text)
    {
        if (!text.Contains(Opening, StringComparison.Ordinal))
        {
            return new TemplateScan(text.Length == 0 ? [] : [new TemplatePart(false, text, 0, text.Length)], null);
        }

        var parts = new List<TemplatePart>();
        var literal = new StringBuilder();
        var literalStart = 0;
        var position = 0;
        while (position < text.Length)
        {
            var opening = text.IndexOf(Opening, position, StringComparison.Ordinal);
            if (opening < 0)
            {
                literal.Append(text, position, text.Length - position);
                break;
            }

            if (opening > position && text[opening - 1] == '$')
            {
                literal.Append(text, position, opening - 1 - position).Append(Opening);
                position = opening + Opening.Length;
                continue;
            }

            literal.Append(text, position, opening - position);
            AddLiteral(parts, literal, literalStart, opening);
            var end = ExpressionEnd.Find(text, opening + Opening.Length);
            if (end.Position < 0)
            {
                return new TemplateScan(
                    [.. parts, new TemplatePart(false, text[opening..], opening, text.Length - opening)],
                    end.ToProblem(opening));
            }

            parts.Add(MakeExpression(text, opening + Opening.Length, end.Position));
            position = end.Position + 2;
            literalStart = position;
        }

        AddLiteral(parts, literal, literalStart, text.Length);
        return new TemplateScan(WithoutLineBreaksAround(parts), null);
    }

    private static void AddLiteral(List<TemplatePart> parts, StringBuilder literal, int start, int end)
    {
        if (literal.Length > 0)
        {
            parts.Add(new TemplatePart(false, literal.ToString(), start, end - start));
            literal.Clear();
        }
    }

    private static TemplatePart MakeExpression(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return new TemplatePart(true, text[start..end], start, end - start);
    }

    private static List<TemplatePart> WithoutLineBreaksAround(List<TemplatePart> parts)
    {
        var others = parts.Where(part => part.IsExpression || part.Text.AsSpan().Trim("\r\n").Length > 0).ToList();
        return others is [{ IsExpression: true }] && parts.Count(part => part.IsExpression) == 1 ? others : parts;
    }
}
