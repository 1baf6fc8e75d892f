using Arch.Expressions.Types;

namespace Arch.Workflows.Definitions;

/// <summary>A value that a run must or may be given.</summary>
/// <param name="Name">The name.</param>
/// <param name="Shape">The type, with its default.</param>
/// <param name="IsOptional">Whether it may be left out although it has no default; it is undefined then.</param>
public sealed record InputDefinition(string Name, TypeShape Shape, bool IsOptional);
