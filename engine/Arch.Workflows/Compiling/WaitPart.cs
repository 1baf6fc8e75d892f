using Arch.Expressions.Types;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Compiling;

/// <summary>A part of what a step waits for.</summary>
/// <param name="Condition">The part.</param>
/// <param name="Outputs">The shape of what it gives.</param>
internal sealed record WaitPart(WaitCondition Condition, TypeShape Outputs);
