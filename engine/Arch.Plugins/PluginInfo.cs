using Arch.Plugins.Manifests;
using Arch.Plugins.Policies;

namespace Arch.Plugins;

/// <summary>What is known about one plugin folder. A snapshot: ask the catalog again after plugins were loaded.</summary>
public sealed record PluginInfo
{
    /// <summary>Gets the id from the manifest; the folder's name when the manifest cannot be read.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the version from the manifest; empty when the manifest cannot be read.</summary>
    public string Version { get; init; } = "";

    /// <summary>Gets what the plugin is for, in a sentence or two.</summary>
    public string Description { get; init; } = "";

    /// <summary>Gets the range of SDK versions that the plugin works with; empty when the manifest cannot be read.</summary>
    public string Sdk { get; init; } = "";

    /// <summary>Gets what the plugin asks to be allowed.</summary>
    public PluginPermissions Permissions { get; init; } = PluginPermissions.None;

    /// <summary>Gets the plugin's folder; empty for what is built in.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Gets whether the plugin can be used.</summary>
    public PluginState State { get; init; }

    /// <summary>Gets whether its code has been loaded.</summary>
    public bool IsLoaded { get; init; }

    /// <summary>Gets what is wrong. Problems that only loading shows are there once the step type was asked for.</summary>
    public IReadOnlyList<PluginProblem> Problems { get; init; } = [];

    /// <summary>Gets what it offers, in the order of the names.</summary>
    public IReadOnlyList<PluginPart> Parts { get; init; } = [];

    /// <summary>Gets the step types it offers.</summary>
    public IEnumerable<PluginPart> Steps => Parts.Where(part => part.Kind == PluginPartKind.Step);

    /// <summary>Gets how its code is kept apart from the host.</summary>
    public PluginIsolation Isolation { get; init; }

    /// <summary>Gets how many older versions of its code are still in memory although they should be gone.</summary>
    public int Leaked { get; init; }
}
