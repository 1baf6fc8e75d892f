using Arch.Expressions.Values;

namespace Arch.Workflows.Inputs;

/// <summary>What binding given values to declared inputs gave.</summary>
/// <param name="Inputs">
/// An object of the declared inputs in order; those without value and default are left out.
/// </param>
/// <param name="Problems">Everything that is wrong; empty when the run may start.</param>
public sealed record InputBinding(Value Inputs, IReadOnlyList<InputProblem> Problems);
