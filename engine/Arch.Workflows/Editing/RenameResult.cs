namespace Arch.Workflows.Editing;

/// <summary>What renaming would change.</summary>
/// <param name="Changes">The changes in the order of the text; empty when it is refused.</param>
/// <param name="Refusal">Why it cannot be renamed so; <see langword="null"/> when it can.</param>
public sealed record RenameResult(IReadOnlyList<TextChange> Changes, string? Refusal = null);
