using System.Collections.Immutable;
using Acornima;
using Acornima.Ast;
using Arch.Expressions.JavaScript.Syntax;

namespace Arch.Expressions.JavaScript.Checking;

/// <summary>What a condition tells about chains of members: those that certainly have a value when it holds, or when it
/// does not.</summary>
internal static class Narrowing
{
    public static ImmutableHashSet<string> None { get; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Names a chain so that equal chains have equal names, whether by <c>.</c> or <c>?.</c> or
    /// <c>['…']</c>.</summary>
    /// <param name="node">The chain.</param>
    /// <returns>The name, or <see langword="null"/> when a member is computed or it begins with no name.</returns>
    public static string? PathOf(Node node)
    {
        switch (node)
        {
            case Identifier name:
                return name.Name;
            case ChainExpression chain:
                return PathOf(chain.Expression);
            case MemberExpression member when Constants.NameOf(member) is { } name && PathOf(member.Object) is { } path:
                return path + "\0" + name;
            default:
                return null;
        }
    }

    /// <summary>Gets the chains that have a value when a condition comes out as given.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="holds">How it comes out.</param>
    /// <returns>The names of the chains.</returns>
    public static ImmutableHashSet<string> When(Node condition, bool holds) => condition switch
    {
        UnaryExpression { Operator: Operator.LogicalNot } not => When(not.Argument, !holds),
        LogicalExpression { Operator: Operator.LogicalAnd } and => holds
            ? When(and.Left, true).Union(When(and.Right, true))
            : When(and.Left, false).Intersect(When(and.Right, false)),
        LogicalExpression { Operator: Operator.LogicalOr } or => holds
            ? When(or.Left, true).Intersect(When(or.Right, true))
            : When(or.Left, false).Union(When(or.Right, false)),
        BinaryExpression comparison => WhenCompared(comparison, holds),
        CallExpression { Callee: MemberExpression called } call when holds => WhenCalled(called, call),
        CallExpression { Callee: Identifier { Name: "Boolean" }, Arguments: { Count: 1 } arguments } =>
            When(arguments[0], holds),
        MemberExpression or ChainExpression or Identifier when holds => WithPrefixes(condition),
        _ => None,
    };

    private static ImmutableHashSet<string> WhenCalled(MemberExpression called, CallExpression call) =>
        called is { Object: Identifier { Name: "Array" }, Property: Identifier { Name: "isArray" } }
            && call.Arguments.Count == 1
            ? WithPrefixes(call.Arguments[0])
            : WithPrefixes(called.Object);

    private static ImmutableHashSet<string> WhenCompared(BinaryExpression comparison, bool holds)
    {
        var (left, right) = (comparison.Left, comparison.Right);
        switch (comparison.Operator)
        {
            case Operator.StrictEquality or Operator.StrictInequality:
                var isEqual = (comparison.Operator == Operator.StrictEquality) == holds;
                return IsUndefined(right) ? isEqual ? None : WithPrefixes(left)
                    : IsUndefined(left) ? isEqual ? None : WithPrefixes(right)
                    : (TypeOf(left, right) ?? TypeOf(right, left)) is { } tested
                        ? tested.IsUndefined == isEqual
                        ? None
                        : WithPrefixes(tested.Argument)
                    : !isEqual ? None
                    : right is Literal ? WithPrefixes(left)
                    : left is Literal ? WithPrefixes(right)
                    : None;
            case Operator.LessThan or Operator.LessThanOrEqual or Operator.GreaterThan or Operator.GreaterThanOrEqual when holds:
                return WithPrefixes(left).Union(WithPrefixes(right));
            case Operator.In when holds:
                return WithPrefixes(right);
            default:
                return None;
        }
    }

    // typeof x === 'undefined', typeof x === 'string'; an equality with a type other than undefined says that there is
    // a value.
    private static (Node Argument, bool IsUndefined)? TypeOf(Node type, Node text) =>
        type is UnaryExpression { Operator: Operator.TypeOf } asked && text is StringLiteral { Value: var name }
            ? (asked.Argument, name == "undefined")
            : null;

    private static bool IsUndefined(Node node) =>
        node is Identifier { Name: "undefined" } or UnaryExpression { Operator: Operator.Void };

    private static ImmutableHashSet<string> WithPrefixes(Node node)
    {
        var found = None;
        while (true)
        {
            if (PathOf(node) is { } path)
            {
                found = found.Add(path);
            }

            switch (node)
            {
                case ChainExpression chain:
                    node = chain.Expression;
                    break;
                case MemberExpression member:
                    node = member.Object;
                    break;
                case CallExpression call:
                    node = call.Callee;
                    break;
                default:
                    return found;
            }
        }
    }
}
