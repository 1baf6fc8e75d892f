using Arch.Expressions.Values;

namespace Arch.Expressions.Language;

/// <summary>The names that an expression sees, with their values.</summary>
public interface IExpressionScope
{
    /// <summary>Finds the value of a name such as <c>inputs</c> or <c>steps</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value, or undefined.</param>
    /// <returns>Whether the name is in scope.</returns>
    bool TryResolve(string name, out Value value);
}
