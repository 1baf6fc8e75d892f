namespace Arch.Plugins.Packages;

/// <summary>Copies a plugin that lies in a folder.</summary>
public static class FolderCopy
{
    /// <summary>Copies the files of a plugin's folder.</summary>
    /// <param name="source">The plugin's folder.</param>
    /// <param name="target">An empty folder.</param>
    /// <param name="limits">How much it may hold.</param>
    /// <exception cref="PluginPackageException">ARCH4402: it holds a link. ARCH4403: it holds too much.</exception>
    public static void Copy(string source, string target, PackageLimits limits)
    {
        var left = limits.Bytes;
        var files = PluginHash.Files(source);
        if (files.Count > limits.Files)
        {
            throw new PluginPackageException("ARCH4403", $"The folder has {files.Count} files; at most {limits.Files} are taken. Name the plugin's own folder.");
        }

        foreach (var file in files)
        {
            if (PackagePaths.Fault(file.Path) is { } fault)
            {
                throw new PluginPackageException("ARCH4402", $"The file '{file.Path}' of the folder {fault}. Rename it.");
            }

            var from = new FileInfo(Path.Combine(source, file.Path));
            left -= from.Length;
            if (left < 0)
            {
                throw new PluginPackageException("ARCH4403", $"The folder holds more than {limits.Bytes} bytes. Name the plugin's own folder.");
            }

            var to = Path.Combine(target, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!); // a file has a folder
            from.CopyTo(to);
        }
    }
}
