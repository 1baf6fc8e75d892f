using System.Collections.Immutable;
using Arch.Expressions.Types;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Compiling;

/// <summary>An action whose steps have become part of a definition.</summary>
/// <param name="Inputs">What it must be given.</param>
/// <param name="Outputs">What it gives without <c>return</c>.</param>
/// <param name="OutputShape">The type of its outputs; <see langword="null"/> when it declares none.</param>
/// <param name="Scope">The scope of its steps.</param>
/// <param name="Body">Its steps.</param>
internal sealed record CompiledAction(
    ImmutableArray<InputDefinition> Inputs,
    ImmutableArray<OutputDefinition> Outputs,
    TypeShape? OutputShape,
    int Scope,
    Block Body);
