namespace Arch.Workflows.Editing;

/// <summary>Something that can be written at a position.</summary>
/// <param name="Label">What the list shows.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Change">What choosing it does to the text.</param>
public sealed record Completion(string Label, CompletionKind Kind, TextChange Change)
{
    /// <summary>Gets its type in a few words; <see langword="null"/> when there is none.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets what it means, as Markdown; <see langword="null"/> when there is nothing to say.</summary>
    public string? Documentation { get; init; }

    /// <summary>Gets whether it must be given, so that it stands first.</summary>
    public bool IsRequired { get; init; }
}
