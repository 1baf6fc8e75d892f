using Arch.Plugins.Files;
using Arch.Plugins.Manifests;
using Arch.Plugins.Network;
using Arch.Plugins.Processes;
using Arch.Sdk.Vectors;

namespace Arch.Plugins.Granting;

/// <summary>What one plugin may do: what it asks for, as far as the settings allow it. Plain data, so that it can go to another process.</summary>
public sealed record PluginGrants
{
    /// <summary>Gets the folder that relative paths count from.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>Gets the folders below which files may be read.</summary>
    public required IReadOnlyList<string> ReadRoots { get; init; }

    /// <summary>Gets the folders below which files may be written.</summary>
    public required IReadOnlyList<string> WriteRoots { get; init; }

    /// <summary>Gets the folders that are kept from it.</summary>
    public required IReadOnlyList<string> DeniedFolders { get; init; }

    /// <summary>Gets sets of <see cref="NetworkRule"/> as text; each must allow a destination.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Network { get; init; }

    /// <summary>Gets sets of programs; each must name one.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Programs { get; init; }

    /// <summary>Gets whether it may receive secrets.</summary>
    public required bool Secrets { get; init; }

    /// <summary>Works out what a plugin may do.</summary>
    /// <param name="host">What the host grants to all.</param>
    /// <param name="plugin">What the plugin asks for, and the rule for it.</param>
    /// <returns>The grants.</returns>
    public static PluginGrants Of(HostGrants host, PluginOrigin plugin)
    {
        var asked = plugin.Permissions;
        var read = plugin.Rule.ReadRoots ?? host.ReadRoots;
        var write = plugin.Rule.WriteRoots ?? host.WriteRoots;
        return new PluginGrants
        {
            WorkingFolder = host.WorkingFolder,
            ReadRoots = asked.Files == FilePermission.None ? [] : [.. read, .. write],
            WriteRoots = asked.Files == FilePermission.Write ? write : [],
            DeniedFolders = host.DeniedFolders,
            Network =
            [
                [.. (plugin.Rule.Network ?? host.Network).Select(rule => rule.ToString())],
                .. asked.Network is null ? [] : new[] { asked.Network.Select(rule => rule.ToString()).ToList() },
            ],
            Programs = [plugin.Rule.Programs ?? host.Programs, .. asked.Programs is null ? [] : new[] { asked.Programs }],
            Secrets = asked.Secrets,
        };
    }

    /// <summary>Makes the services that hold to the grants.</summary>
    /// <param name="vectors">The vector store.</param>
    /// <returns>The services; dispose them.</returns>
    public PluginServices CreateServices(IVectorAccess vectors)
    {
        var files = new FileAccessPolicy(WorkingFolder, ReadRoots, WriteRoots, DeniedFolders);
        return new PluginServices(
            files,
            new NetworkPolicy([.. Network.Select(rules => (IReadOnlyList<NetworkRule>)[.. rules.Select(Rule)])]),
            new ProcessPolicy(files, Programs),
            vectors);
    }

    private static NetworkRule Rule(string text) => NetworkRule.TryParse(text, out var rule)
        ? rule
        : throw new FormatException($"'{text}' is no network rule.");
}
