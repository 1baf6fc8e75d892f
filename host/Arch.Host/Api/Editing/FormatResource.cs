using Arch.Host.Api.Workflows;

namespace Arch.Host.Api.Editing;

/// <summary>A text in its canonical layout.</summary>
/// <param name="Text">The text; <see langword="null"/> when it cannot be laid out, which the diagnostics explain.</param>
/// <param name="IsChanged">Whether it is another than before.</param>
/// <param name="Diagnostics">What keeps it from being laid out.</param>
internal sealed record FormatResource(string? Text, bool IsChanged, IReadOnlyList<DiagnosticResource> Diagnostics);
