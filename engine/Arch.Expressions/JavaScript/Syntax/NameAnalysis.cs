using Acornima.Ast;
using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript.Syntax;

/// <summary>Finds the names that a text uses without declaring them, and the chains of members that begin at
/// them.</summary>
internal sealed class NameAnalysis
{
    private readonly List<ExpressionReference> _references = [];
    private NameScope _scope = new(null);

    private NameAnalysis()
    {
    }

    /// <summary>Gets every chain from a free name, in the order of the text.</summary>
    /// <param name="tree">The tree.</param>
    /// <returns>The chains; those without members are uses of the bare name.</returns>
    public static IReadOnlyList<ExpressionReference> Analyze(Node tree)
    {
        var analysis = new NameAnalysis();
        if (tree is Script script)
        {
            Declarations.Hoist(script, analysis._scope);
        }

        analysis.Visit(tree);
        analysis._references.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        return analysis._references;
    }

    private void Visit(Node node)
    {
        switch (node)
        {
            case Identifier name:
                Use(name, name);
                break;
            case MemberExpression or ChainExpression when ReferenceChain.RootOf(node) is { } root:
                Use(node, root);
                VisitComputed(node);
                break;
            case MemberExpression member:
                Visit(member.Object);
                if (member.Computed)
                {
                    Visit(member.Property);
                }

                break;
            case IFunction function:
                VisitFunction(function);
                break;
            case IClass declared:
                VisitClass(node, declared);
                break;
            case IProperty property:
                if (property.Computed)
                {
                    Visit(property.Key);
                }

                if (property.Value is not null)
                {
                    Visit(property.Value);
                }

                break;
            case LabeledStatement labeled:
                Visit(labeled.Body);
                break;
            case BreakStatement or ContinueStatement or MetaProperty:
                break;
            case VariableDeclarator declarator:
                VisitPattern(declarator.Id);
                if (declarator.Init is not null)
                {
                    Visit(declarator.Init);
                }

                break;
            case CatchClause handler:
                Within(handler, scope =>
                {
                    if (handler.Param is not null)
                    {
                        Declarations.AddPattern(handler.Param, scope);
                        VisitPattern(handler.Param);
                    }

                    Visit(handler.Body);
                });
                break;
            case BlockStatement or StaticBlock or ForStatement or ForInStatement or ForOfStatement or SwitchStatement:
                Within(node, _ => VisitChildren(node));
                break;
            default:
                VisitChildren(node);
                break;
        }
    }

    private void VisitChildren(Node node)
    {
        foreach (var child in node.ChildNodes)
        {
            Visit(child);
        }
    }

    private void Use(Node chain, Identifier root)
    {
        if (!_scope.Contains(root.Name))
        {
            _references.Add(ReferenceChain.Describe(chain, root));
        }
    }

    private void VisitComputed(Node chain)
    {
        while (chain is not Identifier)
        {
            if (chain is MemberExpression member)
            {
                if (member.Computed)
                {
                    Visit(member.Property);
                }

                chain = member.Object;
            }
            else
            {
                chain = ((ChainExpression)chain).Expression;
            }
        }
    }

    private void VisitFunction(IFunction function) => Within((Node)function, scope =>
    {
        if (function is FunctionExpression { Id: { } own })
        {
            scope.Add(own.Name);
        }

        if (function is not ArrowFunctionExpression)
        {
            scope.Add("arguments");
        }

        foreach (var parameter in function.Params)
        {
            Declarations.AddPattern(parameter, scope);
        }

        foreach (var parameter in function.Params)
        {
            VisitPattern(parameter);
        }

        if (function.Body is BlockStatement body)
        {
            Declarations.HoistVariables(body, scope);
        }

        Visit(function.Body);
    });

    private void VisitClass(Node node, IClass declared) => Within(node, scope =>
    {
        if (declared.Id is not null)
        {
            scope.Add(declared.Id.Name);
        }

        if (declared.SuperClass is not null)
        {
            Visit(declared.SuperClass);
        }

        Visit(declared.Body);
    });

    // In a declaration names are not uses; defaults and computed keys are.
    private void VisitPattern(Node pattern)
    {
        switch (pattern)
        {
            case Identifier:
                break;
            case AssignmentPattern withDefault:
                VisitPattern(withDefault.Left);
                Visit(withDefault.Right);
                break;
            case RestElement rest:
                VisitPattern(rest.Argument);
                break;
            case IProperty property:
                if (property.Computed)
                {
                    Visit(property.Key);
                }

                if (property.Value is not null)
                {
                    VisitPattern(property.Value);
                }

                break;
            default:
                foreach (var child in pattern.ChildNodes)
                {
                    VisitPattern(child);
                }

                break;
        }
    }

    private void Within(Node node, Action<NameScope> visit)
    {
        var outer = _scope;
        _scope = new NameScope(outer);
        Declarations.HoistLexical(node, _scope);
        visit(_scope);
        _scope = outer;
    }
}
