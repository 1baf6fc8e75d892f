using System.Collections.Immutable;
using Arch.Expressions.Types;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Compiling;

/// <summary>What is known about a workflow that is called.</summary>
/// <param name="Inputs">What it must be given.</param>
/// <param name="Outputs">What it gives; <see langword="null"/> when it declares nothing.</param>
internal sealed record Callee(ImmutableArray<InputDefinition> Inputs, TypeShape? Outputs);
