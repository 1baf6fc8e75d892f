using Acornima.Ast;
using Arch.Expressions.Language;
using Arch.Expressions.Types;

namespace Arch.Expressions.JavaScript.Checking;

/// <summary>
/// Finds the type of what a script returns. It says only what is certain: a script in which an object may be changed after it was made
/// tells the names that it returns and not their types.
/// </summary>
internal sealed class ScriptInference(string text, ITypeScope parameters)
{
    private readonly ExpressionChecker _checker = new(text, parameters);
    private readonly List<TypeShape> _returned = [];
    private bool _changesObjects;

    public TypeShape Infer(Script script)
    {
        _changesObjects = ObjectChanges.AreIn(script);
        var ends = Visit(script.Body);
        return ends && _returned.Count > 0 ? _returned.Aggregate(ReturnedShapes.Union) : TypeShape.Any;
    }

    // Tells whether the statements always end with 'return' or 'throw', so that nothing else comes out.
    private bool Visit(in NodeList<Statement> statements)
    {
        _checker.OpenBlock();
        var ends = false;
        foreach (var statement in statements)
        {
            ends |= Visit(statement);
        }

        _checker.CloseBlock();
        return ends;
    }

    private bool Visit(Node? statement)
    {
        switch (statement)
        {
            case ReturnStatement result:
                Return(result);
                return true;
            case ThrowStatement:
                return true;
            case VariableDeclaration variables:
                Declare(variables);
                return false;
            case FunctionDeclaration { Id: { } name }:
                _checker.Declare(name, null);
                return false;
            case BlockStatement block:
                return Visit(block.Body);
            case IfStatement condition:
                var then = _checker.Assuming(condition.Test, true, () => Visit(condition.Consequent));
                var otherwise = condition.Alternate is not null
                    && _checker.Assuming(condition.Test, false, () => Visit(condition.Alternate));
                return then && otherwise;
            case TryStatement attempt:
                var body = Visit(attempt.Block);
                var handled = attempt.Handler is null || Visit(attempt.Handler.Body);
                return Visit(attempt.Finalizer) || (body && handled);
            case ForOfStatement { Left: VariableDeclaration variables } loop:
                _checker.OpenBlock();
                _checker.Declare(variables.Declarations[0].Id, loop.Await || variables.Kind != VariableDeclarationKind.Const ? null : _checker.ElementOf(loop.Right));
                Visit(loop.Body);
                _checker.CloseBlock();
                return false;
            case ForStatement loop:
                _checker.OpenBlock();
                Visit(loop.Init as Statement);
                Visit(loop.Body);
                _checker.CloseBlock();
                return false;
            case ForInStatement { Left: VariableDeclaration variables } loop:
                _checker.OpenBlock();
                _checker.Declare(variables.Declarations[0].Id, null);
                Visit(loop.Body);
                _checker.CloseBlock();
                return false;
            case ForOfStatement { Body: var inner }:
                Visit(inner);
                return false;
            case ForInStatement { Body: var inner }:
                Visit(inner);
                return false;
            case WhileStatement { Body: var inner }:
                Visit(inner);
                return false;
            case DoWhileStatement { Body: var inner }:
                Visit(inner);
                return false;
            case LabeledStatement { Body: var inner }:
                Visit(inner);
                return false;
            case SwitchStatement choice:
                foreach (var one in choice.Cases)
                {
                    Visit(one.Consequent);
                }

                return false;
            default:
                return false;
        }
    }

    private void Declare(VariableDeclaration variables)
    {
        foreach (var variable in variables.Declarations)
        {
            var isFixed = variables.Kind == VariableDeclarationKind.Const && variable.Init is not null;
            _checker.Declare(variable.Id, isFixed ? Settled(_checker.TypeOf(variable.Init!)) : null);
        }
    }

    private void Return(ReturnStatement result)
    {
        if (result.Argument is null)
        {
            _returned.Add(TypeShape.Null);
            return;
        }

        var shape = _checker.TypeOf(result.Argument);
        _returned.Add(!_changesObjects ? shape
            // An object made on the spot has the names that it is made with.
            : result.Argument is ObjectExpression && shape.Kind == ShapeKind.Object ? ReturnedShapes.NamesOf(shape)
            : TypeShape.Any);
    }

    private TypeShape Settled(TypeShape shape) =>
        _changesObjects && shape.Kind is ShapeKind.Object or ShapeKind.Array ? TypeShape.Any : shape;
}
