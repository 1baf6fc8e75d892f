namespace Arch.Sdk.Testing;

/// <summary>A line that a step logged.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Message">The text.</param>
public sealed record LogLine(PluginLogLevel Level, string Message);
