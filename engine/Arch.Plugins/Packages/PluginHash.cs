using System.Security.Cryptography;
using System.Text;

namespace Arch.Plugins.Packages;

/// <summary>
/// The hash of a plugin: what <c>arch plugins install</c> prints, <c>plugins.lock.json</c> records and <c>plugins.allow</c> pins.
/// </summary>
/// <remarks>
/// It is the SHA-256 of a text with a line a file, in the order of the paths' UTF-16 code units: the file's hash, two blanks and its path
/// with <c>/</c>, ended by a line feed. That is how <c>sha256sum</c> writes it, so that people can check it without Arch.
/// Nothing but content and paths counts: neither times nor rights.
/// </remarks>
public static class PluginHash
{
    /// <summary>Computes the hash of a plugin.</summary>
    /// <param name="folder">The plugin's folder.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="PluginPackageException">ARCH4402: a link, or a file whose name has control characters, is among the files.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static string Of(string folder) => Of(Files(folder));

    /// <summary>Computes the hash of a plugin whose files are known.</summary>
    /// <param name="files">The files, in any order.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(IEnumerable<PluginFile> files)
    {
        var text = new StringBuilder();
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            text.Append(file.Sha256).Append("  ").Append(file.Path).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Reads and hashes every file of a plugin, hidden ones too.</summary>
    /// <param name="folder">The plugin's folder.</param>
    /// <returns>The files in the order of their paths.</returns>
    /// <exception cref="PluginPackageException">ARCH4402: a link, or a file whose name has control characters, is among the files.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static IReadOnlyList<PluginFile> Files(string folder)
    {
        var root = Path.GetFullPath(folder);
        return
        [
            .. Walk(new DirectoryInfo(root))
                .Select(file => new PluginFile(RelativePath(root, file), HashOf(file.FullName)))
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            // What a link leads to may change without the plugin changing.
            if (entry.LinkTarget is { } target)
            {
                throw new PluginPackageException(
                    "ARCH4402", $"The plugin holds the link '{entry.FullName}' to '{target}'. Put the file itself in its place.");
            }

            if (entry is DirectoryInfo inner)
            {
                foreach (var file in Walk(inner))
                {
                    yield return file;
                }
            }
            else
            {
                yield return (FileInfo)entry;
            }
        }
    }

    private static string RelativePath(string root, FileInfo file)
    {
        var path = Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
        // A line feed in a name could make two sets of files look like one.
        return path.Any(char.IsControl)
            ? throw new PluginPackageException(
                "ARCH4402", $"The plugin holds the file '{string.Concat(path.Select(Shown))}', whose name has control characters. Rename it.")
            : path;
    }

    private static string Shown(char c) => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString();

    private static string HashOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
