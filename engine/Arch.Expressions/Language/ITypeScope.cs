using Arch.Expressions.Types;

namespace Arch.Expressions.Language;

/// <summary>The names that an expression may use, with their shapes.</summary>
public interface ITypeScope
{
    /// <summary>Gets the names in scope, for "did you mean".</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Finds the shape of a name such as <c>inputs</c> or <c>steps</c>.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The shape, or <see langword="null"/> when the name is not in scope.</returns>
    TypeShape? Find(string name);
}
