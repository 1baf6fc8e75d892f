using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>A step that completed and can be undone, with what was known then.</summary>
/// <param name="Node">The step.</param>
/// <param name="Path">Its place in the run.</param>
/// <param name="Frame">A copy of the results at its completion, in which what undoes it runs.</param>
/// <param name="Sequence">The number of the record with which it completed.</param>
internal sealed record CompletedStep(StepNode Node, string Path, Frame Frame, long Sequence);
