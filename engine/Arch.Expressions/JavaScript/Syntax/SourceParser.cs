using Acornima;
using Acornima.Ast;
using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript.Syntax;

/// <summary>Text to syntax tree, in strict mode, never at more than a bounded cost.</summary>
internal static class SourceParser
{
    private static readonly ParserOptions ExpressionOptions = new() { EcmaVersion = EcmaVersion.ES2023 };

    private static readonly ParserOptions ScriptOptions = new() { AllowReturnOutsideFunction = true };

    /// <summary>Parses an expression.</summary>
    /// <param name="text">The whole text must be one expression.</param>
    /// <param name="problems">Gets what is wrong.</param>
    /// <returns>The tree, or <see langword="null"/> when there is a problem.</returns>
    public static Expression? ParseExpression(string text, List<ExpressionProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(new("ARCH2001", 0, text.Length, "The expression is empty.", "Write a JavaScript expression between '${{' and '}}'."));
            return null;
        }

        return Parse(text, SourceLimits.Expression, problems, static text =>
        {
            var parser = new Parser(ExpressionOptions);
            return parser.ParseExpression(text, null, true);
        });
    }

    /// <summary>Parses statements that may end with <c>return</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problems">Gets what is wrong.</param>
    /// <param name="wrapping">How many characters of the text the author did not write.</param>
    /// <returns>The tree, or <see langword="null"/> when there is a problem.</returns>
    public static Script? ParseScript(string text, List<ExpressionProblem> problems, int wrapping = 0) =>
        Parse(
            text,
            SourceLimits.Script.Around(wrapping),
            problems,
            static text => new Parser(ScriptOptions).ParseScript(text, null, true));

    private static T? Parse<T>(
        string text, SourceLimits limits, List<ExpressionProblem> problems, Func<string, T> parse)
        where T : Node
    {
        if (text.Length > limits.MaxLength)
        {
            problems.Add(new(
                "ARCH2002",
                0,
                0,
                $"The {limits.Noun} has {text.Length} characters; at most {limits.MaxLength} are allowed.",
                "Split it over several steps."));
            return null;
        }

        if (text.IndexOf("$arch", StringComparison.Ordinal) is >= 0 and var reserved)
        {
            problems.Add(
                new("ARCH2002", reserved, 5, "Names that begin with '$arch' are reserved.", "Choose another name."));
            return null;
        }

        try
        {
            var tree = parse(text);
            return IsWithin(tree, limits, problems) ? tree : null;
        }
        catch (ParseErrorException error)
        {
            var place = Math.Clamp(error.Error.Index, 0, text.Length);
            problems.Add(
                new(
                    "ARCH2001",
                    place,
                    place < text.Length ? 1 : 0,
                    Describe(error.Error.Description, limits.Noun),
                    error.Error.Description.StartsWith("await", StringComparison.Ordinal)
                        ? "Nothing in it can wait. What takes time is a step; steps run one after the other."
                        : null));
        }
        catch (InsufficientExecutionStackException)
        {
            problems.Add(TooDeep(limits, 0));
        }

        return null;
    }

    private static string Describe(string description, string noun)
    {
        // The parser quotes tokens; a token may be as long as the text.
        var text = description.Length > 200 ? description[..200] + "…" : description;
        return $"The {noun} is not JavaScript: {char.ToLowerInvariant(text[0])}{text[1..].TrimEnd('.')}.";
    }

    // By hand and not by recursion: this is what makes recursion safe afterwards.
    private static bool IsWithin(Node tree, SourceLimits limits, List<ExpressionProblem> problems)
    {
        var pending = new Stack<(Node Node, int Depth)>();
        pending.Push((tree, 1));
        var count = 0;
        while (pending.TryPop(out var next))
        {
            if (++count > limits.MaxNodes)
            {
                problems.Add(new(
                    "ARCH2002",
                    next.Node.Start,
                    0,
                    $"The {limits.Noun} has more than {limits.MaxNodes} parts.",
                    "Split it over several steps."));
                return false;
            }

            if (next.Depth > SourceLimits.MaxDepth)
            {
                problems.Add(TooDeep(limits, next.Node.Start));
                return false;
            }

            foreach (var child in next.Node.ChildNodes)
            {
                pending.Push((child, next.Depth + 1));
            }
        }

        return true;
    }

    private static ExpressionProblem TooDeep(SourceLimits limits, int place) =>
        new(
            "ARCH2002",
            place,
            0,
            $"The {limits.Noun} is nested more than {SourceLimits.MaxDepth} deep.",
            "Split it over several steps.");
}
