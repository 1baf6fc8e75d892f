using System.Security.Cryptography;
using System.Text;

namespace Arch.Plugins.Packages;

/// <summary>The SHA-256 of all files of a plugin, which settings pin and records of installations keep.</summary>
public static class PluginHash
{
    /// <summary>
    /// Computes it: the hash over one line for each file, in the ordinal order of the paths: the file's own SHA-256 in lower-case
    /// hexadecimal, two blanks, the path relative to the folder with <c>/</c>, and a line feed. <c>sha256sum</c> makes the same lines.
    /// </summary>
    /// <param name="folder">The plugin's folder.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static string Of(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, sha256) in OfFiles(folder))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{sha256}  {path}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Computes the hash of each file.</summary>
    /// <param name="folder">The plugin's folder.</param>
    /// <returns>Paths relative to the folder, with <c>/</c>, and their hashes, in the ordinal order of the paths.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static IReadOnlyList<(string Path, string Sha256)> OfFiles(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')))
            .OrderBy(entry => entry.Path, StringComparer.Ordinal)
            .Select(entry => (entry.Path, HashOf(entry.File))),
    ];

    private static string HashOf(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
