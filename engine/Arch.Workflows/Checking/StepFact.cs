using Arch.Expressions.Types;

namespace Arch.Workflows.Checking;

/// <summary>What is known at some place about a step that stands before it.</summary>
/// <param name="Outputs">The shape of its outputs.</param>
/// <param name="MayBeAbsentBecause">
/// Why it may not have run; <see langword="null"/> when it certainly has finished.
/// </param>
/// <param name="MayHaveFailedBecause">
/// Why it may have no outputs although it ran; <see langword="null"/> when it has them.
/// </param>
internal sealed record StepFact(
    TypeShape Outputs,
    string? MayBeAbsentBecause = null,
    string? MayHaveFailedBecause = null);
