using Arch.Workflows.Editing;

namespace Arch.Host.Api.Editing;

/// <summary>A place in a text that somebody edits.</summary>
/// <param name="Text">The text as it is now.</param>
/// <param name="Position">The place: line and character from 0, characters in UTF-16 units.</param>
/// <param name="File">The file that it is, relative to the project; absent for a new one.</param>
internal sealed record PositionRequest(string Text, TextPosition Position, string? File = null);
