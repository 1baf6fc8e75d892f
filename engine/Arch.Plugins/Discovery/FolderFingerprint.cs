using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Arch.Plugins.Discovery;

/// <summary>Tells the states of a folder apart by names, sizes and times of its files, without reading them.</summary>
internal static class FolderFingerprint
{
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static string Of(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            var line = string.Create(
                CultureInfo.InvariantCulture, $"{Path.GetRelativePath(folder, file.FullName)}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n");
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
