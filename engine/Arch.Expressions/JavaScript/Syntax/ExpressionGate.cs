using Acornima;
using Acornima.Ast;
using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript.Syntax;

/// <summary>
/// Lets only the expressions of ES2023 through that neither change nor start anything. An allow-list: what it does not
/// know is refused.
/// </summary>
internal sealed class ExpressionGate(string text, List<ExpressionProblem> problems)
{
    private const string ToScript = "Use a 'script:' step for statements.";

    private static readonly HashSet<string> Mutators =
        ["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin"];

    public void Check(Node node)
    {
        switch (node)
        {
            case AssignmentExpression { Operator: Operator.Assignment }:
                Refuse(
                    node,
                    "An expression cannot assign.",
                    "To compare, write '==='; to change a variable, use a 'set:' step.");
                return;
            case AssignmentExpression or UpdateExpression:
                Refuse(
                    node,
                    "An expression cannot change a value.",
                    "Write the new value, such as 'x + 1', and use a 'set:' step to keep it.");
                return;
            case NewExpression { Callee: Identifier { Name: "Date" } }:
                Refuse(node, "An expression cannot use 'new'.", "Use now() for the time of the run, or Date.parse(…).");
                return;
            case Literal literal:
                CheckLiteral(literal);
                return;
            case UnaryExpression { Operator: Operator.Delete }:
                Refuse(
                    node,
                    "An expression cannot delete.",
                    "Build an object without the member: (({ member, ...rest }) => rest)(value).");
                return;
            case BinaryExpression { Operator: Operator.Equality or Operator.Inequality } comparison:
                CheckLooseEquality(comparison);
                break;
            case ArrowFunctionExpression arrow when Refused(arrow):
                return;
            case ArrowFunctionExpression:
                break;
            case MemberExpression member:
                CheckMember(member);
                break;
            case CallExpression call:
                CheckMutator(call);
                break;
            case ObjectProperty property when Refused(property):
                return;
            case ObjectProperty:
                break;
            case AssignmentProperty property when NameOf(property) is { } key && Constants.ForbiddenMembers.Contains(key):
                Refuse(property, $"The member '{key}' is not allowed in an expression.", null);
                return;
            case Identifier { Name: "eval" or "arguments" } name:
                problems.Add(UnknownName.Problem(name.Name, name.Start, [], "expression"));
                return;
            case Identifier or ChainExpression or LogicalExpression or BinaryExpression or UnaryExpression
                or ConditionalExpression
                    or TemplateLiteral
                    or TemplateElement
                    or ArrayExpression
                    or ObjectExpression
                    or SpreadElement
                or ArrayPattern or ObjectPattern or AssignmentPattern or RestElement or AssignmentProperty:
                break;
            default:
                Refuse(node, $"{Describe(node)} is not allowed in an expression.", ToScript);
                return;
        }

        foreach (var child in node.ChildNodes)
        {
            if (problems.Count >= 20)
            {
                return;
            }

            Check(child);
        }
    }

    private static string Describe(Node node) => node switch
    {
        NewExpression => "'new'",
        ThisExpression => "'this'",
        AwaitExpression => "'await'",
        YieldExpression => "'yield'",
        FunctionExpression => "'function'",
        ClassExpression => "'class'",
        TaggedTemplateExpression => "A tagged template",
        SequenceExpression => "The comma operator",
        ImportExpression => "'import()'",
        MetaProperty => "A meta property",
        Super => "'super'",
        _ => node.TypeText,
    };

    private void CheckLiteral(Literal literal)
    {
        if (literal is BigIntLiteral)
        {
            Refuse(
                literal,
                "Big integers ('123n') are not allowed.",
                "Use a number, or a string for more than 15 digits.");
        }
    }

    private void CheckLooseEquality(BinaryExpression comparison)
    {
        var isEqual = comparison.Operator == Operator.Equality;
        var (seen, wanted) = isEqual ? ("==", "===") : ("!=", "!==");
        problems.Add(new(
            "ARCH2005",
            comparison.Start,
            comparison.End - comparison.Start,
            $"'{seen}' converts its operands before it compares them, so that 0 {seen} '' is {(isEqual ? "true" : "false")}.",
            $"Write '{wanted}'.")
        {
            // Only brackets and space can stand between an operand and the operator.
            Fix = new(text.IndexOf(seen, comparison.Left.End, StringComparison.Ordinal), seen.Length, wanted),
        });
    }

    private bool Refused(ArrowFunctionExpression arrow)
    {
        if (arrow.Async)
        {
            return Refuse(arrow, "'async' is not allowed in an expression.", ToScript);
        }

        return arrow.Body is BlockStatement && Refuse(
            arrow.Body,
            "An arrow function in an expression must have an expression as its body.",
            "Write 'x => x + 1' without braces; for an object, 'x => ({ … })'. " + ToScript);
    }

    private void CheckMember(MemberExpression member)
    {
        if (Constants.NameOf(member) is { } name && Constants.ForbiddenMembers.Contains(name))
        {
            Refuse(
                member,
                $"The member '{name}' is not allowed in an expression.",
                "Use Object.hasOwn(…) or Array.isArray(…) to ask what a value is.");
        }
    }

    private bool Refused(ObjectProperty property)
    {
        if (property.Kind is PropertyKind.Get or PropertyKind.Set || property.Method)
        {
            return Refuse(property, "Methods and accessors are not allowed in an expression.", "Write 'name: value'.");
        }

        return NameOf(property) == "__proto__" && !property.Shorthand
            && Refuse(property, "The member '__proto__' is not allowed in an expression.", null);
    }

    private static string? NameOf(Property property) =>
        !property.Computed && property.Key is Identifier name ? name.Name : Constants.NameOf(property.Key);

    private void CheckMutator(CallExpression call)
    {
        if (call.Callee is MemberExpression member && Constants.NameOf(member) is { } name && Mutators.Contains(name)
            && ReferenceChain.RootOf(member.Object) is not null)
        {
            var instead = name switch
            {
                "sort" => "toSorted",
                "reverse" => "toReversed",
                "splice" => "toSpliced",
                _ => null,
            };
            Refuse(
                member.Property,
                $"'{name}' changes the array in place, and the run's data cannot be changed.",
                instead is not null
                    ? $"Write '{instead}', which makes a new array."
                    : "Make a new array: [...array, value].");
        }
    }

    private bool Refuse(Node place, string message, string? remedy)
    {
        problems.Add(new("ARCH2002", place.Start, place.End - place.Start, message, remedy));
        return true;
    }
}
