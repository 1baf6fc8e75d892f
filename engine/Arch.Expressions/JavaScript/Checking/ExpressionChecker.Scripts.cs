using Acornima.Ast;
using Arch.Expressions.Types;

namespace Arch.Expressions.JavaScript.Checking;

/// <content>What scripts need besides: blocks with names of their own. What it finds wrong is not said, since a script may do more than
/// the types tell.</content>
internal sealed partial class ExpressionChecker
{
    public void OpenBlock() => _locals = new LocalNames(_locals);

    public void CloseBlock() => _locals = _locals.Outer!; // each block that is closed was opened

    /// <summary>Declares what a pattern names.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="type">The type of the whole; <see langword="null"/> when nothing is known.</param>
    public void Declare(Node pattern, TypeShape? type) => Bind(pattern, type ?? TypeShape.Any);

    public TypeShape TypeOf(Node expression)
    {
        var found = Infer(expression);
        return found.UndefinedBecause is null ? found.Shape : TypeShape.Any;
    }

    public TypeShape ElementOf(Node expression) =>
        TypeOf(expression) is { Kind: ShapeKind.Array, Items: { } items } ? items : TypeShape.Any;

    /// <summary>Does something while it is known how a condition came out.</summary>
    public bool Assuming(Node condition, bool holds, Func<bool> action)
    {
        var before = _defined;
        _defined = before.Union(Narrowing.When(condition, holds));
        var result = action();
        _defined = before;
        return result;
    }
}
