using Arch.Expressions.Values;

namespace Arch.Expressions.Language;

/// <summary>A scope whose names are the members of an object.</summary>
/// <param name="names">The object.</param>
public sealed class ObjectScope(ValueObject names) : IExpressionScope
{
    /// <inheritdoc/>
    public bool TryResolve(string name, out Value value) => names.TryGetValue(name, out value);
}
