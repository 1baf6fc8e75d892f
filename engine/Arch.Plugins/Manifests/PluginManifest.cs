namespace Arch.Plugins.Manifests;

/// <summary>What <c>plugin.json</c> says.</summary>
internal sealed record PluginManifest
{
    public const string FileName = "plugin.json";

    public required string Id { get; init; }

    public required SemanticVersion Version { get; init; }

    public required VersionRange Sdk { get; init; }

    public required string Description { get; init; }

    public required PluginPermissions Permissions { get; init; }
}
