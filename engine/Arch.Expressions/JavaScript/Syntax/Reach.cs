using System.Collections.Frozen;
using Acornima.Ast;

namespace Arch.Expressions.JavaScript.Syntax;

/// <summary>
/// Tells whether an expression could lay hands on an object that it shares with others: a prototype, a global object, a
/// built-in function. Most cannot by their form alone, and may share an engine; after any other the engine is thrown
/// away.
/// </summary>
internal static class Reach
{
    private static readonly FrozenSet<string> PureFunctions = FrozenSet.ToFrozenSet(
    [
        "undefined", "NaN", "Infinity", "String", "Number", "Boolean", "parseInt", "parseFloat", "isNaN", "isFinite",
        "encodeURIComponent", "decodeURIComponent", "encodeURI", "decodeURI", "now", "uuid", "hash",
    ]);

    private static readonly FrozenSet<string> PureObjectMethods =
        FrozenSet.ToFrozenSet(["keys", "values", "entries", "fromEntries", "hasOwn", "is", "groupBy"]);

    private static readonly FrozenSet<string> FunctionMethods = FrozenSet.ToFrozenSet(["call", "apply", "bind"]);

    /// <summary>Tells whether an expression stays among data and values that it made itself.</summary>
    /// <param name="node">The expression.</param>
    /// <returns>Whether it certainly does.</returns>
    public static bool IsDataOnly(Node node)
    {
        switch (node)
        {
            case Identifier used:
                return !AllowedGlobals.Expression.Contains(used.Name) || PureFunctions.Contains(used.Name);
            case MemberExpression { Object: Identifier { Name: var owner } } member when AllowedGlobals.Expression.Contains(owner):
                return Constants.NameOf(member) is { } method && owner switch
                {
                    "Math" or "JSON" or "Number" => true,
                    "Object" => PureObjectMethods.Contains(method),
                    "Array" => method is "isArray" or "from" or "of",
                    "String" => method is "fromCharCode" or "fromCodePoint" or "raw",
                    "Date" => method is "now" or "parse" or "UTC",
                    _ => false,
                };
            case MemberExpression member:
                return Constants.NameOf(member) is { } name
                    && !FunctionMethods.Contains(name)
                    && IsDataOnly(member.Object);
            case AssignmentProperty { Computed: true }:
                return false;
            case IProperty { Computed: false } property:
                return property.Value is null || IsDataOnly(property.Value);
            default:
                foreach (var child in node.ChildNodes)
                {
                    if (!IsDataOnly(child))
                    {
                        return false;
                    }
                }

                return true;
        }
    }
}
