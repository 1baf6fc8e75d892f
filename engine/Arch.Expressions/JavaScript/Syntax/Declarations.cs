using Acornima.Ast;

namespace Arch.Expressions.JavaScript.Syntax;

/// <summary>Collects what declarations declare, by JavaScript's rules of hoisting.</summary>
internal static class Declarations
{
    public static void Hoist(Script script, NameScope scope)
    {
        HoistLexical(script, scope);
        HoistVariables(script, scope);
    }

    /// <summary>Adds what <c>let</c>, <c>const</c>, <c>class</c> and <c>function</c> declare directly in a
    /// block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="scope">Gets the names.</param>
    public static void HoistLexical(Node block, NameScope scope)
    {
        foreach (var child in block.ChildNodes)
        {
            switch (child)
            {
                case SwitchCase part:
                    HoistLexical(part, scope);
                    break;
                case VariableDeclaration { Kind: not VariableDeclarationKind.Var } declaration:
                    AddDeclaration(declaration, scope);
                    break;
                case FunctionDeclaration { Id: { } name }:
                    scope.Add(name.Name);
                    break;
                case ClassDeclaration { Id: { } name }:
                    scope.Add(name.Name);
                    break;
            }
        }
    }

    /// <summary>Adds what <c>var</c> declares anywhere in a function, without the functions in it.</summary>
    /// <param name="node">The body.</param>
    /// <param name="scope">Gets the names.</param>
    public static void HoistVariables(Node node, NameScope scope)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is VariableDeclaration { Kind: VariableDeclarationKind.Var } declaration)
            {
                AddDeclaration(declaration, scope);
            }

            if (child is Statement and not FunctionDeclaration and not ClassDeclaration or SwitchCase or CatchClause)
            {
                HoistVariables(child, scope);
            }
        }
    }

    /// <summary>Adds the names that a parameter or the left side of a declaration binds.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="scope">Gets the names.</param>
    public static void AddPattern(Node pattern, NameScope scope)
    {
        switch (pattern)
        {
            case Identifier name:
                scope.Add(name.Name);
                break;
            case AssignmentPattern withDefault:
                AddPattern(withDefault.Left, scope);
                break;
            case IProperty { Value: { } value }:
                AddPattern(value, scope);
                break;
            default:
                foreach (var child in pattern.ChildNodes)
                {
                    AddPattern(child, scope);
                }

                break;
        }
    }

    private static void AddDeclaration(VariableDeclaration declaration, NameScope scope)
    {
        foreach (var declarator in declaration.Declarations)
        {
            AddPattern(declarator.Id, scope);
        }
    }
}
