using Arch.Plugins.Packages;

namespace Arch.Host.Packages;

/// <summary>A zip on this machine.</summary>
internal sealed class FileSource(string path) : IPackageSource
{
    public string Name => path;

    public async Task<StagedPlugin> FetchAsync(string folder, PackageLimits limits, CancellationToken cancellationToken)
    {
        if (path.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
        {
            throw new PluginPackageException(
                "ARCH4401", $"'{path}' is a NuGet package. Install it with 'nuget:ID@VERSION' and '--source' with its folder, so that its dependencies come along.");
        }

        await using var zip = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (zip.Length > limits.PackedBytes)
        {
            throw new PluginPackageException("ARCH4403", $"The package has {zip.Length} bytes; at most {limits.PackedBytes} are taken.");
        }

        await PackageExtraction.ExtractAsync(zip, folder, limits, entry => entry, cancellationToken);
        return StagedPlugin.Find(folder);
    }
}
