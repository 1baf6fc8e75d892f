using Acornima;
using Acornima.Ast;
using Arch.Expressions.JavaScript.Syntax;

namespace Arch.Expressions.JavaScript.Checking;

/// <summary>What a script changes.</summary>
internal static class ObjectChanges
{
    private static readonly HashSet<string> Mutators =
    [
        "push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin",
        "assign", "defineProperty", "defineProperties", "setPrototypeOf",
    ];

    /// <summary>Tells whether an object may be changed after it was made. The depth of scripts is limited.</summary>
    public static bool AreIn(Node node) => IsChange(node) || node.ChildNodes.Any(AreIn);

    /// <summary>Gets the names that a script assigns.</summary>
    public static HashSet<string> Assigned(Node node)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Collect(node, found);
        return found;
    }

    private static void Collect(Node node, HashSet<string> found)
    {
        if (node is AssignmentExpression { Left: Identifier assigned })
        {
            found.Add(assigned.Name);
        }
        else if (node is UpdateExpression { Argument: Identifier counted })
        {
            found.Add(counted.Name);
        }

        foreach (var child in node.ChildNodes)
        {
            Collect(child, found);
        }
    }

    private static bool IsChange(Node node) => node switch
    {
        AssignmentExpression { Left: not Identifier } => true,
        UpdateExpression { Argument: MemberExpression } => true,
        UnaryExpression { Operator: Operator.Delete } => true,
        CallExpression { Callee: MemberExpression member } => Constants.NameOf(member) is not { } name || Mutators.Contains(name),
        ForOfStatement { Left: not VariableDeclaration } => true,
        _ => false,
    };
}
