using Arch.Expressions.Types;

namespace Arch.Expressions.Language;

/// <summary>What is known at one position of an expression, for editors.</summary>
/// <param name="Name">The name or member that stands there.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 units from 0.</param>
/// <param name="Length">How many UTF-16 units it spans.</param>
/// <param name="Type">The type of its value; <see cref="TypeShape.Any"/> where it cannot be told.</param>
public sealed record ExpressionProbe(string Name, int Start, int Length, TypeShape Type)
{
    /// <summary>Gets the type of what it is a member of.</summary>
    /// <value><see langword="null"/> for a name that stands alone.</value>
    public TypeShape? Owner { get; init; }

    /// <summary>Gets why there may be no value; <see langword="null"/> when there is one.</summary>
    public string? UndefinedBecause { get; init; }

    /// <summary>Gets why what it is a member of may not be there, so that <c>?.</c> is needed.</summary>
    /// <value><see langword="null"/> when it is there, or <c>?.</c> is written.</value>
    public string? OwnerUndefinedBecause { get; init; }

    /// <summary>Gets the names of arrow functions' parameters that can be used there, with their types.</summary>
    public IReadOnlyDictionary<string, TypeShape> Locals { get; init; } = new Dictionary<string, TypeShape>();

    /// <summary>
    /// Gets the language's own members of what it is a member of, or its own functions for a name that stands alone.
    /// </summary>
    public IReadOnlyCollection<string> Builtins { get; init; } = [];
}
