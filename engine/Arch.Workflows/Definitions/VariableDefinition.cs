using Arch.Expressions.Types;
using Arch.Expressions.Values;

namespace Arch.Workflows.Definitions;

/// <summary>A variable of a run, which <c>set</c> changes.</summary>
/// <param name="Name">The name.</param>
/// <param name="Shape">The type.</param>
/// <param name="Initial">The first value: the default, or <c>null</c>.</param>
public sealed record VariableDefinition(string Name, TypeShape Shape, Value Initial);
