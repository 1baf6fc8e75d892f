using Arch.Plugins;

namespace Arch.Host.Api.Plugins;

/// <summary>A plugin.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Sdk">The range of the SDK that it was made for.</param>
/// <param name="State">How it stands.</param>
/// <param name="Isolation">Where its code runs.</param>
/// <param name="Problems">Why it, or a part of it, cannot be used.</param>
/// <param name="Parts">The types that it offers.</param>
internal sealed record PluginResource(
    string Id, string Version, string Description, string Sdk, string State, string Isolation, IReadOnlyList<string> Problems, IReadOnlyList<PartResource> Parts)
{
    public static PluginResource Of(PluginInfo plugin) => new(
        plugin.Id,
        plugin.Version,
        plugin.Description,
        plugin.Sdk,
        plugin.State.ToString().ToLowerInvariant(),
        plugin.Isolation.ToString().ToLowerInvariant(),
        [.. plugin.Problems.Select(problem => problem.ToString())],
        [.. plugin.Parts.Select(part => new PartResource(part.Kind.ToString().ToLowerInvariant(), part.Name, part.Version))]);
}
