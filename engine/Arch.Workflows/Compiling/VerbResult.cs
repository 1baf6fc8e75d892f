using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Compiling;

/// <summary>What compiling the verb of a step gave.</summary>
/// <param name="Node">The step without its modifiers; <see langword="null"/> when it cannot be executed yet.</param>
/// <param name="Outputs">The type of its outputs.</param>
/// <param name="After">What is known behind it, without its own result.</param>
internal sealed record VerbResult(StepNode? Node, TypeShape Outputs, Flow After);
