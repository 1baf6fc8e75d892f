namespace Arch.Host.Api.Editing;

/// <summary>A text that somebody edits.</summary>
/// <param name="Text">The text as it is now.</param>
/// <param name="File">The file that it is, relative to the project; absent for a new one.</param>
internal sealed record TextRequest(string Text, string? File = null);
