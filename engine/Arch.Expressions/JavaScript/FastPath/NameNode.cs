using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

internal sealed class NameNode(string name) : FastNode
{
    public override Value Evaluate(in FastContext context) => context.Scope.TryResolve(name, out var value)
        ? value
        : throw new ExpressionException("ARCH2401", $"ReferenceError: {name} is not defined");
}
