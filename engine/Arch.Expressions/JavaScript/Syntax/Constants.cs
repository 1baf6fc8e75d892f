using System.Collections.Frozen;
using Acornima.Ast;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.Syntax;

/// <summary>What the text itself tells about members.</summary>
internal static class Constants
{
    /// <summary>Members through which code could be reached or shared objects be changed.</summary>
    public static FrozenSet<string> ForbiddenMembers { get; } = FrozenSet.ToFrozenSet(
        ["constructor", "__proto__", "prototype"]);

    /// <summary>Gets the name of a member when it is fixed: <c>a.b</c>, <c>a['b']</c>, <c>a[0]</c>.</summary>
    /// <param name="member">The member access.</param>
    /// <returns>The name, or <see langword="null"/> when it is computed at run time.</returns>
    public static string? NameOf(MemberExpression member) =>
        member.Computed ? NameOf(member.Property) : (member.Property as Identifier)?.Name;

    /// <summary>Gets the property name that a constant stands for.</summary>
    /// <param name="expression">The expression between brackets.</param>
    /// <returns>The name, or <see langword="null"/> when it is no constant.</returns>
    public static string? NameOf(Node expression) => expression switch
    {
        StringLiteral text => text.Value,
        NumericLiteral number => NumberText.Format(number.Value),
        TemplateLiteral { Expressions.Count: 0, Quasis: { Count: 1 } quasis } => quasis[0].Value.Cooked,
        BinaryExpression { Operator: Acornima.Operator.Addition } sum when NameOf(sum.Left) is { } left
            && NameOf(sum.Right) is { } right
            && (IsText(sum.Left) || IsText(sum.Right)) => left + right,
        _ => null,
    };

    private static bool IsText(Node node) =>
        node is StringLiteral or TemplateLiteral
            || (node is BinaryExpression sum && (IsText(sum.Left) || IsText(sum.Right)));
}
