using System.IO.Compression;
using Arch.Plugin.Data.Content;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Data.Zip;

/// <summary>Checks an archive before it is unpacked: no name leads out of the folder, nothing is a link, and it is not a bomb.</summary>
internal static class ZipPlan
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixRegularFile = 0x8000;
    private const int UnixFolder = 0x4000;

    public static IReadOnlyList<PlannedEntry> Check(ZipArchive zip, ZipExtractInput input, IFileAccess files)
    {
        if (zip.Entries.Count > input.MaxFiles)
        {
            throw new StepException(
                Codes.TooLarge, $"'{input.File}' holds {zip.Entries.Count} files; 'max_files' allows {input.MaxFiles}.");
        }

        var announced = zip.Entries.Sum(entry => (decimal)entry.Length);
        if (announced > input.MaxSize)
        {
            throw new StepException(
                Codes.TooLarge, $"'{input.File}' would unpack to {announced} bytes; 'max_size' allows {input.MaxSize}.");
        }

        var folder = files.Resolve(input.Folder, FileIntent.Write);
        var plan = new List<PlannedEntry>(zip.Entries.Count);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries)
        {
            CheckKind(entry);
            var path = PathOf(folder, entry);
            if (entry.FullName.EndsWith('/'))
            {
                continue;
            }

            if (!seen.Add(path))
            {
                throw Unsafe(entry, "is there twice");
            }

            var full = files.Resolve(path, FileIntent.Write);
            if (!input.Overwrite && File.Exists(full))
            {
                throw new StepException(
                    FileFailure.Exists, $"'{files.Display(full)}' exists already. Set 'overwrite: true' to replace files.");
            }

            plan.Add(new PlannedEntry(entry, path));
        }

        return plan;
    }

    private static void CheckKind(ZipArchiveEntry entry)
    {
        // The upper half holds the Unix mode when a Unix program packed the archive, and 0 otherwise.
        var type = (entry.ExternalAttributes >> 16) & UnixTypeMask;
        if (type is not (0 or UnixRegularFile or UnixFolder))
        {
            throw Unsafe(entry, "is a link or device");
        }

        if (entry.IsEncrypted)
        {
            throw new StepException(Codes.InvalidArchive, $"The entry '{entry.FullName}' is encrypted, which is not supported.");
        }
    }

    private static string PathOf(string folder, ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        var parts = name.TrimEnd('/').Split('/');
        var isPlain = name.Length > 0
            && !name.Contains('\\', StringComparison.Ordinal)
            && !name.Contains('\0', StringComparison.Ordinal)
            && !Path.IsPathRooted(name)
            && !(name.Length > 1 && name[1] == ':')
            && Array.TrueForAll(parts, part => part is not ("" or "." or ".."));
        return isPlain ? Path.Join([folder, .. parts]) : throw Unsafe(entry, "would lead out of the folder");
    }

    private static StepException Unsafe(ZipArchiveEntry entry, string what) =>
        new(Codes.UnsafeArchive, $"The entry '{entry.FullName}' {what}; nothing was unpacked.");
}
