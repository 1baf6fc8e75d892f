using Arch.Plugins.Network;

namespace Arch.Plugins.Granting;

/// <summary>What a host grants to plugins that no rule says more about.</summary>
public sealed record HostGrants
{
    /// <summary>Gets the folder that relative paths of workflows count from.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>Gets the folders below which files may be read; those of <see cref="WriteRoots"/> need not be repeated.</summary>
    public IReadOnlyList<string> ReadRoots { get; init; } = [];

    /// <summary>Gets the folders below which files may be written.</summary>
    public IReadOnlyList<string> WriteRoots { get; init; } = [];

    /// <summary>Gets the folders that are kept from all plugins, such as those of settings, plugins and runs.</summary>
    public IReadOnlyList<string> DeniedFolders { get; init; } = [];

    /// <summary>Gets the destinations that may be connected to.</summary>
    public IReadOnlyList<NetworkRule> Network { get; init; } = [];

    /// <summary>Gets the programs that may be started.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];
}
