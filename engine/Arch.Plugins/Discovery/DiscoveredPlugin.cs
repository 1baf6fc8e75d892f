using Arch.Plugins.Manifests;
using Arch.Plugins.Policies;

namespace Arch.Plugins.Discovery;

/// <summary>A plugin folder as far as it can be told without loading it.</summary>
internal sealed record DiscoveredPlugin
{
    public required string Folder { get; init; }

    /// <summary>Gets what tells this state of the folder from another.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Gets the manifest; <see langword="null"/> when it cannot be read.</summary>
    public PluginManifest? Manifest { get; init; }

    /// <summary>Gets what the settings allow.</summary>
    public PluginRule Rule { get; init; } = new() { Id = "*" };

    public IReadOnlyList<ScannedPart> Parts { get; init; } = [];

    /// <summary>Gets why the plugin cannot be used; <see langword="null"/> when it can.</summary>
    public PluginProblem? Problem { get; init; }

    public string Id => Manifest?.Id ?? Path.GetFileName(Folder);

    public string AssemblyPath => AssemblyIn(Folder);

    public PluginOrigin Origin => new()
    {
        Id = Id,
        Version = Manifest?.Version.ToString() ?? "",
        Permissions = Manifest?.Permissions ?? PluginPermissions.None,
        Rule = Rule,
    };

    /// <summary>Gives the path of the assembly in the folder, or in a copy of it.</summary>
    public string AssemblyIn(string folder) => Path.Combine(folder, Path.GetFileName(Folder) + ".dll");
}
