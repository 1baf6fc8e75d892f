using Arch.Plugins.Packages;

namespace Arch.Host.Packages;

/// <summary>Where a plugin is fetched from.</summary>
internal interface IPackageSource
{
    /// <summary>Gets what the record calls it; never a secret.</summary>
    string Name { get; }

    /// <summary>Fetches the plugin's files.</summary>
    /// <param name="folder">An empty folder for them.</param>
    /// <param name="limits">How much they may be.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="PluginPackageException">They cannot be had, or are not taken.</exception>
    Task<StagedPlugin> FetchAsync(string folder, PackageLimits limits, CancellationToken cancellationToken);
}
