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

    /// <summary>The most rests in one pattern or one list of parameters; each may copy a whole array.</summary>
    private const int MostRests = 16;

    private readonly Insertions _insertions = new();

    /// <summary>Inserts the checks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tree">Its tree.</param>
    /// <returns>The text with checks.</returns>
    public static string Rewrite(string text, Node tree)
    {
        var guard = new SpreadGuard();
        guard.Visit(tree);
        RepetitionGuard.Insert(tree, guard._insertions);
        return guard._insertions.Apply(text);
    }

    /// <summary>Refuses the patterns with a rest that no check can be put before.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="problems">Gets the problems.</param>
    public static void Check(Node node, List<ExpressionProblem> problems)
    {
        if (node is not (ArrayPattern or ObjectPattern) && node.ChildNodes.Sum(CountRests) > MostRests)
        {
            problems.Add(new(
                "ARCH2002",
                node.Start,
                0,
                $"A pattern with more than {MostRests} '...' is not allowed.",
                "Take the values apart in several statements."));
            return;
        }

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

    private static int CountRests(Node node) => node switch
    {
        ArrayPattern or ObjectPattern or AssignmentPattern or IProperty => node.ChildNodes.Sum(CountRests),
        RestElement rest => 1 + CountRests(rest.Argument),
        _ => 0,
    };

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
                        _insertions.Pass(spread.Argument, Name);
                    }
                }

                break;
            case ArrayExpression or CallExpression or NewExpression:
                foreach (var child in node.ChildNodes)
                {
                    if (child is SpreadElement spread)
                    {
                        _insertions.Pass(spread.Argument, ChargeName);
                    }
                }

                break;
            case TemplateLiteral template:
                foreach (var part in template.Expressions)
                {
                    _insertions.Pass(part, ChargeName);
                }

                break;
            case VariableDeclarator { Id: ObjectPattern pattern, Init: { } init } when HasRest(pattern):
                _insertions.Pass(init, Name);
                break;
            case VariableDeclarator { Id: ArrayPattern pattern, Init: { } init } when CountRests(pattern) > 0:
                _insertions.Pass(init, ChargeName);
                break;
            case AssignmentExpression { Left: ArrayPattern pattern } assignment when CountRests(pattern) > 0:
                _insertions.Pass(assignment.Right, ChargeName);
                break;
            case AssignmentExpression { Left: ObjectPattern pattern } assignment when HasRest(pattern):
                _insertions.Pass(assignment.Right, Name);
                break;
            case ForInStatement loop:
                _insertions.Pass(loop.Right, Name);
                break;
            case ArrowFunctionExpression arrow when arrow.Params.AsEnumerable().Any(
                parameter => parameter is ObjectPattern pattern && HasRest(pattern)):
                _insertions.Wrap(arrow, $"((...{Name}s)=>(", $")(...{AllName}({Name}s)))");
                break;
        }

        foreach (var child in node.ChildNodes)
        {
            Visit(child);
        }
    }
}
