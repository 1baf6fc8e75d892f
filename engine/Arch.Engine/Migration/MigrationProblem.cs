namespace Arch.Engine.Migration;

/// <summary>Why a run cannot go on with another version of its workflow.</summary>
/// <param name="StepPath">The step that it is about, such as <c>pages[3]/write</c>; <see langword="null"/> for the run itself.</param>
/// <param name="Message">What does not fit, in a sentence.</param>
public sealed record MigrationProblem(string? StepPath, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => StepPath is null ? Message : $"Step '{StepPath}': {Message}";
}
