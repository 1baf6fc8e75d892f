using Arch.Workflows.Definitions;

namespace Simulation.Oracle;

/// <summary>A step that completed and can be undone.</summary>
/// <param name="Node">The step.</param>
/// <param name="Sequence">The record with which it completed.</param>
/// <param name="Token">What its effect gave it; <see langword="null"/> when it has none.</param>
internal sealed record Done(StepNode Node, long Sequence, string? Token);
