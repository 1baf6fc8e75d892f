namespace Arch.Plugins.Packages;

/// <summary>A file of a plugin and what it holds.</summary>
/// <param name="Path">Its path below the plugin's folder, with <c>/</c>.</param>
/// <param name="Sha256">The SHA-256 of its content: 64 lower-case hexadecimal digits.</param>
public sealed record PluginFile(string Path, string Sha256);
