using System.Text;
using Acornima.Ast;
using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>
/// Rewrites a text so that what <c>...</c> takes apart into an object goes through a check: the engine would make a
/// property of each character of a string, at hundreds of bytes each, without looking at its limits. Before other
/// <c>...</c> and within template literals, which one statement may hold hundreds of, the limits are looked at. Line
/// breaks stay where they are.
/// </summary>
internal sealed class SpreadGuard
{
    /// <summary>The function that checks; no text may use the name.</summary>
    public const string Name = "$arch";

    /// <summary>The function that checks every argument of an arrow function.</summary>
    public const string AllName = Name + "all";

    /// <summary>The function that looks at the limits and gives its argument.</summary>
    public const string ChargeName = Name + "charge";

    private readonly List<(int Position, bool IsEnd, string Text)> _insertions = [];

    /// <summary>Inserts the checks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tree">Its tree.</param>
    /// <returns>The text with checks.</returns>
    public static string Rewrite(string text, Node tree)
    {
        if (!text.Contains("...", StringComparison.Ordinal) && !text.Contains('`', StringComparison.Ordinal)
            && !text.Contains("for", StringComparison.Ordinal))
        {
            return text;
        }

        var guard = new SpreadGuard();
        guard.Visit(tree);
        if (guard._insertions.Count == 0)
        {
            return text;
        }

        var rewritten = new StringBuilder(text.Length + (guard._insertions.Count * 8));
        var done = 0;

        // At one place ends come before beginnings; nested ends close from the inside out, beginnings open from the
        // outside in.
        var ordered = guard._insertions
            .Select(
                (insertion, order) => (insertion.Position, Order: insertion.IsEnd ? -1 - order : order, insertion.Text))
            .OrderBy(insertion => insertion.Position)
            .ThenBy(insertion => insertion.Order);
        foreach (var (position, _, inserted) in ordered)
        {
            rewritten.Append(text, done, position - done).Append(inserted);
            done = position;
        }

        return rewritten.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>Refuses the patterns with a rest that no check can be put before.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="problems">Gets the problems.</param>
    public static void Check(Node node, List<ExpressionProblem> problems)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is ObjectPattern pattern && HasRest(pattern) && !IsGuarded(node))
            {
                problems.Add(new(
                    "ARCH2002",
                    child.Start,
                    child.End - child.Start,
                    "'...' in a pattern is allowed only directly in a declaration, an assignment or the parameters of an arrow function.",
                    "Take the value by a name, and then write: const { a, ...rest } = value."));
            }

            Check(child, problems);
        }
    }

    private static bool HasRest(ObjectPattern pattern) =>
        pattern.Properties.AsEnumerable().Any(property => property is RestElement);

    private static bool IsGuarded(Node parent) =>
        parent is VariableDeclarator { Init: not null } or AssignmentExpression or ArrowFunctionExpression;

    private void Visit(Node node)
    {
        switch (node)
        {
            case ObjectExpression record:
                foreach (var property in record.Properties)
                {
                    if (property is SpreadElement spread)
                    {
                        Wrap(spread.Argument, Name + "((", "))");
                    }
                }

                break;
            case ArrayExpression or CallExpression or NewExpression:
                foreach (var child in node.ChildNodes)
                {
                    if (child is SpreadElement spread)
                    {
                        Wrap(spread.Argument, ChargeName + "((", "))");
                    }
                }

                break;
            case TemplateLiteral template:
                foreach (var part in template.Expressions)
                {
                    Wrap(part, ChargeName + "((", "))");
                }

                break;
            case VariableDeclarator { Id: ObjectPattern pattern, Init: { } init } when HasRest(pattern):
                Wrap(init, Name + "((", "))");
                break;
            case AssignmentExpression { Left: ObjectPattern pattern } assignment when HasRest(pattern):
                Wrap(assignment.Right, Name + "((", "))");
                break;
            case ForInStatement loop:
                Wrap(loop.Right, Name + "((", "))");
                break;
            case ArrowFunctionExpression arrow when arrow.Params.AsEnumerable().Any(
                parameter => parameter is ObjectPattern pattern && HasRest(pattern)):
                Wrap(arrow, $"((...{Name}s)=>(", $")(...{AllName}({Name}s)))");
                break;
        }

        foreach (var child in node.ChildNodes)
        {
            Visit(child);
        }
    }

    private void Wrap(Node node, string before, string after)
    {
        _insertions.Add((node.Start, false, before));
        _insertions.Add((node.End, true, after));
    }
}
