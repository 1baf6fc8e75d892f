using Arch.Plugins.Packages;
using NuGet.Versioning;

namespace Arch.Host.Packages;

/// <summary>A plugin that was packed for NuGet, with what it depends on.</summary>
internal sealed class NuGetSource(string id, NuGetVersion version, IReadOnlyList<string> feeds, string projectFolder) : IPackageSource
{
    public string Name => $"nuget:{id}@{version.ToNormalizedString()}";

    public async Task<StagedPlugin> FetchAsync(string folder, PackageLimits limits, CancellationToken cancellationToken)
    {
        using var sources = new NuGetFeeds(feeds, projectFolder);
        string? target = null;
        foreach (var (package, number) in await new NuGetClosure(sources).FindAsync(id, version, cancellationToken))
        {
            target = await AddAsync(sources, package, number, folder, target, limits, cancellationToken);
        }

        return StagedPlugin.Find(folder);
    }

    private async Task<string> AddAsync(
        NuGetFeeds sources, string package, NuGetVersion number, string folder, string? target, PackageLimits limits, CancellationToken cancellationToken)
    {
        // Outside of the folder for the files, but deleted at once.
        await using var file = new FileStream(folder + ".nupkg", FileMode.Create, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.DeleteOnClose);
        await sources.FetchAsync(package, number, file, cancellationToken);
        if (file.Length > limits.PackedBytes)
        {
            throw new PluginPackageException("ARCH4403", $"The package '{package}' has {file.Length} bytes; at most {limits.PackedBytes} are taken.");
        }

        // The plugin's own package comes first and says what the folder is called.
        target ??= Directory.CreateDirectory(Path.Combine(folder, AssemblyName(file))).FullName;
        await PlaceAsync(file, target, limits with { Bytes = limits.Bytes - Size(target) }, cancellationToken);
        return target;
    }

    private static async Task PlaceAsync(FileStream file, string target, PackageLimits limits, CancellationToken cancellationToken)
    {
        file.Position = 0;
        var assets = NuGetAssets.Of(file);
        file.Position = 0;
        // Two packages may bring one file; the one that is nearer to the plugin has it already.
        await PackageExtraction.ExtractAsync(
            file, target, limits, entry => assets.TryGetValue(entry, out var path) && !File.Exists(Path.Combine(target, path)) ? path : null, cancellationToken);
    }

    private string AssemblyName(FileStream file)
    {
        file.Position = 0;
        string[] names = [.. NuGetAssets.Of(file).Values.Where(path => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !path.Contains('/', StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path))];
        return names is [var only] ? only
            : Array.Find(names, name => string.Equals(name, id, StringComparison.OrdinalIgnoreCase))
            ?? throw new PluginPackageException(
                "ARCH4404", $"The package '{id}' is no plugin: it has no assembly for {NuGetClosure.Framework.GetShortFolderName()} that is named like it.");
    }

    private static long Size(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
