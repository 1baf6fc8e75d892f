using Arch.Expressions.Language;

namespace Arch.Expressions.Templates;

/// <summary>Where the expression after a <c>${{</c> ends; or, when it does not, which quote or bracket hid the
/// end.</summary>
/// <param name="Position">Where <c>}}</c> stands, or -1.</param>
/// <param name="Culprit">Where the string, comment or bracket begins that is not closed, or -1.</param>
internal readonly record struct ExpressionEnd(int Position, int Culprit)
{
    private static readonly string[] WordsBeforeRegex = ["typeof", "in", "instanceof", "void", "return", "of", "case"];

    /// <summary>Finds the end, passing over JavaScript's strings, template literals, regular expressions, comments and
    /// braces.</summary>
    /// <param name="text">The scalar.</param>
    /// <param name="start">Where the expression begins.</param>
    /// <returns>The end.</returns>
    public static ExpressionEnd Find(string text, int start)
    {
        // Open braces: where each stands, negative (complemented) for the ${ of a template literal.
        var open = new Stack<int>();
        var position = start;
        while (position < text.Length)
        {
            var next = position + 1;
            var culprit = position;
            switch (text[position])
            {
                case '\'' or '"':
                    next = EndOfQuoted(text, position, text[position]);
                    break;
                case '`':
                    next = EndOfTemplate(text, next, open);
                    break;
                case '/' when next < text.Length && text[next] == '*':
                    next = text.IndexOf("*/", next + 1, StringComparison.Ordinal) is >= 0 and var close
                        ? close + 2
                        : -1;
                    break;
                case '/' when next < text.Length && text[next] == '/':
                    next = text.IndexOf('\n', next) is >= 0 and var line ? line : -1;
                    break;
                case '/' when IsRegexAllowed(text, start, position):
                    next = EndOfQuoted(text, position, '/');
                    break;
                case '{':
                    open.Push(position);
                    break;
                case '}' when open.TryPop(out var opening):
                    culprit = Math.Max(opening, ~opening);
                    next = opening < 0 ? EndOfTemplate(text, next, open) : next;
                    break;
                case '}' when next < text.Length && text[next] == '}':
                    return new ExpressionEnd(position, -1);
            }

            if (next < 0)
            {
                return new ExpressionEnd(-1, culprit);
            }

            position = next;
        }

        return new ExpressionEnd(-1, open.TryPop(out var unclosed) ? Math.Max(unclosed, ~unclosed) : -1);
    }

    /// <summary>Tells what is wrong when there is no end.</summary>
    /// <param name="opening">Where <c>${{</c> stands.</param>
    /// <returns>The problem.</returns>
    public ExpressionProblem ToProblem(int opening) => Culprit < 0
        ? new ExpressionProblem("ARCH2001", opening, 3, "This '${{' has no '}}'.", "Close the expression with '}}', or write '$${{' for the characters themselves.")
        : new ExpressionProblem(
            "ARCH2001",
            Culprit,
            1,
            "What begins here is not closed, so the '${{' before it has no '}}'.",
            "Close the quote, comment or bracket before '}}'.");

    private static int EndOfQuoted(string text, int position, char quote)
    {
        var inClass = false;
        for (var i = position + 1; i < text.Length && text[i] is not ('\n' or '\r'); i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' when quote == '/':
                    inClass = true;
                    break;
                case ']' when inClass:
                    inClass = false;
                    break;
                case var c when c == quote && !inClass:
                    return i + 1;
            }
        }

        return -1;
    }

    private static int EndOfTemplate(string text, int position, Stack<int> open)
    {
        for (var i = position; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '`':
                    return i + 1;
                case '$' when i + 1 < text.Length && text[i + 1] == '{':
                    open.Push(~i);
                    return i + 2;
            }
        }

        return -1;
    }

    // After a value a slash divides; anywhere else it begins a regular expression.
    private static bool IsRegexAllowed(string text, int start, int position)
    {
        var last = position - 1;
        while (last >= start && char.IsWhiteSpace(text[last]))
        {
            last--;
        }

        if (last < start || !(char.IsLetterOrDigit(text[last]) || text[last] is '_' or '$' or ')' or ']' or '}' or '\'' or '"' or '`' or '.'))
        {
            return true;
        }

        var first = last;
        while (first > start && (char.IsLetterOrDigit(text[first - 1]) || text[first - 1] is '_' or '$' or '.'))
        {
            first--;
        }

        return WordsBeforeRegex.Contains(text[first..(last + 1)]);
    }
}
