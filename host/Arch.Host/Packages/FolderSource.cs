using Arch.Plugins.Packages;

namespace Arch.Host.Packages;

/// <summary>A folder with a plugin's build output.</summary>
internal sealed class FolderSource(string path) : IPackageSource
{
    public string Name => path;

    public Task<StagedPlugin> FetchAsync(string folder, PackageLimits limits, CancellationToken cancellationToken)
    {
        // A folder that is named like its assembly keeps its name.
        var target = Directory.CreateDirectory(Path.Combine(folder, Path.GetFileName(Path.TrimEndingDirectorySeparator(path)))).FullName;
        FolderCopy.Copy(path, target, limits);
        return Task.FromResult(StagedPlugin.Find(folder));
    }
}
