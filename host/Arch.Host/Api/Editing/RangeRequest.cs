using Arch.Workflows.Editing;

namespace Arch.Host.Api.Editing;

/// <summary>A piece of a text that somebody edits.</summary>
/// <param name="Text">The text as it is now.</param>
/// <param name="Range">The piece.</param>
/// <param name="File">The file that it is, relative to the project; absent for a new one.</param>
internal sealed record RangeRequest(string Text, TextRange Range, string? File = null);
