using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Formatting;

/// <summary>What laying out a file gave.</summary>
public sealed record FormatResult
{
    /// <summary>Gets the text in its canonical layout.</summary>
    /// <value><see langword="null"/> when the file was refused; <see cref="Diagnostics"/> then says why.</value>
    public string? Text { get; init; }

    /// <summary>Gets whether the layout differs from what the file holds.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Gets why the file was refused; empty when it was not.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
