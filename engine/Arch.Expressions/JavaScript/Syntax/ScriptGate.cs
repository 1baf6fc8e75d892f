using Acornima.Ast;
using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript.Syntax;

/// <summary>Refuses what a script may not contain: ways out of the sandbox and things that outlive the call.</summary>
internal sealed class ScriptGate(List<ExpressionProblem> problems)
{
    /// <summary>Checks a part of a script.</summary>
    /// <param name="node">The part.</param>
    /// <param name="isInFunction">Whether <c>this</c> means something other than the global object.</param>
    public void Check(Node node, bool isInFunction = false)
    {
        switch (node)
        {
            case ThisExpression when !isInFunction:
                Refuse(
                    node,
                    "'this' means nothing outside of a function of the script.",
                    "Use the arguments by their names.");
                break;
            case ImportExpression or ImportDeclaration or MetaProperty { Meta.Name: "import" }:
                Refuse(node, "A script cannot import.", "Do what needs a library in a plugin's step.");
                break;
            case BigIntLiteral:
                Refuse(
                    node,
                    "Big integers ('123n') are not allowed.",
                    "Use a number, or a string for more than 15 digits.");
                break;
            case AwaitExpression or ForOfStatement { Await: true } or IFunction { Async: true }:
                Refuse(
                    node,
                    "A script cannot wait ('async', 'await').",
                    "Split the work into steps; a 'wait:' step waits.");
                return;
            case DebuggerStatement:
                Refuse(node, "'debugger' is not allowed.", null);
                break;
        }

        var inner = isInFunction || node is FunctionDeclaration or FunctionExpression or ClassBody;
        foreach (var child in node.ChildNodes)
        {
            if (problems.Count >= 20)
            {
                return;
            }

            Check(child, inner);
        }
    }

    private void Refuse(Node place, string message, string? remedy) =>
        problems.Add(new("ARCH2002", place.Start, place.End - place.Start, message, remedy));
}
