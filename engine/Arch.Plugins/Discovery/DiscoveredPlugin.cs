using Arch.Plugins.Manifests;

namespace Arch.Plugins.Discovery;

/// <summary>A plugin folder as far as it can be told without loading it.</summary>
internal sealed record DiscoveredPlugin
{
    public required string Folder { get; init; }

    /// <summary>Gets the manifest; <see langword="null"/> when it cannot be read.</summary>
    public PluginManifest? Manifest { get; init; }

    public IReadOnlyList<ScannedStep> Steps { get; init; } = [];

    /// <summary>Gets why the plugin cannot be used; <see langword="null"/> when it can.</summary>
    public PluginProblem? Problem { get; init; }

    public string Id => Manifest?.Id ?? Path.GetFileName(Folder);

    public string AssemblyPath => Path.Combine(Folder, Path.GetFileName(Folder) + ".dll");
}
