namespace Arch.Workflows.Testing;

/// <summary>A part of the place of a step.</summary>
/// <param name="Id">The id of the step, or of what is around it.</param>
/// <param name="Index">The iteration, when it is a loop; <see langword="null"/> for all, or when it is none.</param>
/// <param name="IsLoop">Whether it is a loop around the step, which a key need not name.</param>
public sealed record StepKeyPart(string Id, int? Index, bool IsLoop);
