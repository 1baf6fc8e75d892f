using Arch.Plugin.Data.Content;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Data.Zip;

/// <summary>Finds the files to pack. Links are passed over: what they lead to may lie anywhere.</summary>
internal static class ZipSources
{
    private const int MaxFiles = 100_000;

    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
        RecurseSubdirectories = true,
    };

    public static IReadOnlyList<ZipSource> Find(IReadOnlyList<string> paths, IFileAccess files)
    {
        var sources = new List<ZipSource>();
        foreach (var path in paths)
        {
            var full = files.Resolve(path, FileIntent.Read);
            if (Directory.Exists(full))
            {
                AddFolder(sources, full, path, files);
            }
            else if (File.Exists(full))
            {
                sources.Add(new ZipSource(full, Path.GetFileName(full)));
            }
            else
            {
                throw new StepException(FileFailure.NotFound, $"'{path}' does not exist.");
            }
        }

        var twice = sources.GroupBy(source => source.Entry, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? sources
            : throw new StepException(Codes.InvalidInput, $"The archive would hold '{twice.Key}' twice. Pack folders that hold the files instead.");
    }

    private static void AddFolder(List<ZipSource> sources, string folder, string path, IFileAccess files)
    {
        var parent = Path.GetDirectoryName(folder) ?? folder;
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", Everything).Order(StringComparer.Ordinal))
            {
                if (sources.Count == MaxFiles)
                {
                    throw new StepException(Codes.TooLarge, $"'{path}' holds more than {MaxFiles} files.");
                }

                var entry = Path.GetRelativePath(parent, file).Replace(Path.DirectorySeparatorChar, '/');
                sources.Add(new ZipSource(files.Resolve(file, FileIntent.Read), entry));
            }
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Describe(e, path);
        }
    }
}
