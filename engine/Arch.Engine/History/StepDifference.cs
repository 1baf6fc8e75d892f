namespace Arch.Engine.History;

/// <summary>A step that is not the same in two runs.</summary>
/// <param name="Path">The place of the step in its run.</param>
/// <param name="Kind">In what it differs.</param>
/// <param name="Left">The step in the left run; <see langword="null"/> when it did not begin there.</param>
/// <param name="Right">The step in the right run; <see langword="null"/> when it did not begin there.</param>
public sealed record StepDifference(string Path, StepDifferenceKind Kind, StepView? Left, StepView? Right);
