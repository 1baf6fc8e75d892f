using Arch.Expressions.Templates;
using Arch.Expressions.Types;

namespace Arch.Workflows.Definitions;

/// <summary>A value that a run or an action gives.</summary>
/// <param name="Name">The name.</param>
/// <param name="Shape">The type.</param>
/// <param name="Value">
/// How it is made when there was no <c>return</c>; <see langword="null"/> when only <c>return</c> gives it.
/// </param>
public sealed record OutputDefinition(string Name, TypeShape Shape, Template? Value);
