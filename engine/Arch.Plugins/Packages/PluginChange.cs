namespace Arch.Plugins.Packages;

/// <summary>How a plugin in the folder differs from the record of its installation.</summary>
/// <param name="Id">The plugin's id; the folder's name when it is in no record.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="Path">The file that differs; <see langword="null"/> when the whole plugin does.</param>
public sealed record PluginChange(string Id, PluginChangeKind Kind, string? Path);
