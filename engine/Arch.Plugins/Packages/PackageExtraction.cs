using System.IO.Compression;

namespace Arch.Plugins.Packages;

/// <summary>Takes the files out of a zip, which may have been made to do harm.</summary>
public static class PackageExtraction
{
    private const int RatioFrom = 1024 * 1024;
    private const int UnixTypeMask = 0xF000;
    private const int UnixFile = 0x8000;
    private const int UnixFolder = 0x4000;

    /// <summary>Takes out the files. Every entry is checked before the first is written.</summary>
    /// <param name="package">The zip; it must be seekable.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="limits">How much it may hold.</param>
    /// <param name="where">Gives the path below the folder for the path of an entry; <see langword="null"/> leaves the entry out.</param>
    /// <param name="cancellationToken">Ends the work; what is written stays.</param>
    /// <exception cref="PluginPackageException">
    /// ARCH4401: it is no readable zip. ARCH4402: an entry is not taken. ARCH4403: it holds too much.
    /// </exception>
    public static async Task ExtractAsync(
        Stream package, string folder, PackageLimits limits, Func<string, string?> where, CancellationToken cancellationToken)
    {
        try
        {
            using var zip = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
            var entries = Check(zip, limits);
            var left = limits.Bytes;
            foreach (var entry in entries)
            {
                if (where(entry.FullName) is { } path)
                {
                    left -= await WriteAsync(entry, Path.Combine(folder, path), left, limits, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new PluginPackageException("ARCH4401", $"The package is not a readable zip: {e.Message} Pack it again, or fetch it again.", e);
        }
    }

    private static List<ZipArchiveEntry> Check(ZipArchive zip, PackageLimits limits)
    {
        if (zip.Entries.Count > limits.Files)
        {
            throw TooMuch($"has {zip.Entries.Count} entries; at most {limits.Files} are taken");
        }

        var files = new List<ZipArchiveEntry>();
        // Systems differ in whether they tell A from a; two entries must not become one file on any.
        var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long bytes = 0;
        foreach (var entry in zip.Entries)
        {
            CheckKind(entry);
            var isFolder = entry.FullName.EndsWith('/');
            if (PackagePaths.Fault(isFolder ? entry.FullName[..^1] : entry.FullName) is { } fault)
            {
                throw Refused(entry, fault);
            }

            if (isFolder)
            {
                continue;
            }

            if (!paths.Add(entry.FullName))
            {
                throw Refused(entry, "is there twice");
            }

            CheckSize(entry, limits);
            bytes += entry.Length;
            files.Add(entry);
        }

        return bytes > limits.Bytes ? throw TooMuch($"holds {bytes} bytes; at most {limits.Bytes} are taken") : files;
    }

    private static void CheckKind(ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted)
        {
            throw Refused(entry, "is encrypted");
        }

        // The upper half holds the mode when the zip was made on Unix, and 0 otherwise.
        if (((entry.ExternalAttributes >> 16) & UnixTypeMask) is not (0 or UnixFile or UnixFolder))
        {
            throw Refused(entry, "is a link or a device");
        }
    }

    private static void CheckSize(ZipArchiveEntry entry, PackageLimits limits)
    {
        if (entry.Length > RatioFrom && entry.Length / Math.Max(1, entry.CompressedLength) > limits.Ratio)
        {
            throw TooMuch(
                $"has the entry '{entry.FullName}' of {entry.Length} bytes in {entry.CompressedLength}; a file may be {limits.Ratio} times as large as packed");
        }
    }

    private static async Task<long> WriteAsync(
        ZipArchiveEntry entry, string path, long most, PackageLimits limits, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file has a folder
        var source = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await using (target.ConfigureAwait(false))
            {
                return await CopyAsync(entry, source, target, most, limits, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // What the zip says of an entry's length may be a lie: what comes out is what counts.
    private static async Task<long> CopyAsync(
        ZipArchiveEntry entry, Stream source, FileStream target, long most, PackageLimits limits, CancellationToken cancellationToken)
    {
        var buffer = new byte[81_920];
        long written = 0;
        while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            written += read;
            if (written > most)
            {
                throw TooMuch($"holds more than {limits.Bytes} bytes");
            }

            if (written > entry.Length)
            {
                throw Refused(entry, $"holds more than the {entry.Length} bytes that it is said to hold");
            }

            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        return written;
    }

    private static PluginPackageException Refused(ZipArchiveEntry entry, string fault) =>
        new("ARCH4402", $"The package's entry '{string.Concat(entry.FullName.Select(c => char.IsControl(c) ? '?' : c))}' {fault}. Pack plain files alone.");

    private static PluginPackageException TooMuch(string what) =>
        new("ARCH4403", $"The package {what}. Leave out what the plugin does not need.");
}
