namespace Arch.Host.Api.Workflows;

/// <summary>A text to check.</summary>
/// <param name="Text">The YAML.</param>
/// <param name="File">The file that it is to be, relative to the project; it decides which actions and workflows it finds.</param>
internal sealed record ValidateRequest(string Text, string? File = null);
