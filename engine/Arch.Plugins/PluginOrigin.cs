using Arch.Plugins.Manifests;
using Arch.Plugins.Policies;

namespace Arch.Plugins;

/// <summary>Where a part comes from: what it may do follows from this.</summary>
public sealed record PluginOrigin
{
    /// <summary>Gets the origin of what is part of Arch.</summary>
    public static PluginOrigin Core { get; } = new()
    {
        Id = "core",
        Version = Discovery.HostRuntime.SdkVersion.ToString(),
        Permissions = PluginPermissions.Everything,
        Rule = new PluginRule { Id = "core" },
    };

    /// <summary>Gets the plugin's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the plugin's version.</summary>
    public required string Version { get; init; }

    /// <summary>Gets what its manifest asks for.</summary>
    public required PluginPermissions Permissions { get; init; }

    /// <summary>Gets what the settings allow.</summary>
    public required PluginRule Rule { get; init; }
}
