namespace Arch.Plugins.Packages;

/// <summary>A plugin as <c>plugins.lock.json</c> records it.</summary>
public sealed record InstalledPlugin
{
    /// <summary>Gets the id from its manifest.</summary>
    public required string Id { get; init; }

    /// <summary>Gets its version.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the name of its folder beside the record.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets where it came from: a path, an address without user and query, or <c>nuget:ID@VERSION</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the hash of the whole plugin; see <see cref="PluginHash"/>.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Gets its files in the order of their paths.</summary>
    public required IReadOnlyList<PluginFile> Files { get; init; }
}
