using Acornima;
using Acornima.Ast;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>
/// The engine looks at its limits between statements. One statement may repeat an operation that takes long on long strings
/// thousands of times: where one holds many, each is made to look at the limits.
/// </summary>
internal sealed class RepetitionGuard(Insertions insertions)
{
    /// <summary>The most concatenations of one statement without a check; each may make some megabytes.</summary>
    private const int MostConcatenations = 4;

    /// <summary>The most keys and comparisons of one statement without a check; each may take a millisecond.</summary>
    private const int MostLookups = 40;

    private Unit _unit = new();

    /// <summary>Inserts the checks.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="insertions">Gets the checks.</param>
    public static void Insert(Node tree, Insertions insertions)
    {
        var guard = new RepetitionGuard(insertions);
        guard.Visit(tree, null);
        guard.Close();
    }

    private void Visit(Node node, Node? parent)
    {
        var outer = _unit;
        var isUnit = node is Statement or IFunction;
        if (isUnit)
        {
            _unit = new();
        }

        Collect(node, parent);
        foreach (var child in node.ChildNodes)
        {
            Visit(child, node);
        }

        if (isUnit)
        {
            Close();
            _unit = outer;
        }
    }

    private void Collect(Node node, Node? parent)
    {
        switch (node)
        {
            case AssignmentExpression { Operator: Operator.AdditionAssignment }:
                _unit.Concatenations.Add(node);
                break;
            case BinaryExpression { Operator: Operator.Addition } when !IsSum(parent):
                _unit.Concatenations.Add(node);
                break;
            case LogicalExpression or BinaryExpression { Operator: Operator.Addition }:
                break;
            case BinaryExpression binary when !IsLiteral(binary.Left):
                _unit.Lookups.Add(binary.Left);
                break;
            case MemberExpression { Computed: true } member when !IsLiteral(member.Property):
                _unit.Lookups.Add(member.Property);
                break;
            case IProperty { Computed: true } property:
                _unit.Lookups.Add(property.Key);
                break;
            case SwitchCase { Test: { } test } when !IsLiteral(test):
                _unit.Lookups.Add(test);
                break;
        }
    }

    private void Close()
    {
        if (_unit.Concatenations.Count > MostConcatenations)
        {
            PassAll(_unit.Concatenations);
        }

        if (_unit.Lookups.Count > MostLookups)
        {
            PassAll(_unit.Lookups);
        }
    }

    private void PassAll(List<Node> nodes)
    {
        foreach (var node in nodes)
        {
            insertions.Pass(node, SpreadGuard.ChargeName);
        }
    }

    private static bool IsSum(Node? node) => node is BinaryExpression { Operator: Operator.Addition };

    private static bool IsLiteral(Node node) => node is Literal or PrivateIdentifier;

    /// <summary>What runs without a check in between.</summary>
    private sealed class Unit
    {
        public List<Node> Concatenations { get; } = [];

        public List<Node> Lookups { get; } = [];
    }
}
