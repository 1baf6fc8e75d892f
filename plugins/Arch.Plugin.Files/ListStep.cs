using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Files;

internal sealed record ListInput
{
    [Description("The folder, below a folder that the host opens.")]
    public string Path { get; init; } = ".";

    [Description("Which files: * and ? stand for parts of a name, ** for folders of any depth.")]
    [Example("reports/**/*.csv")]
    public string Glob { get; init; } = "*";

    [Description("Whether files in folders below are looked at too, in which case a glob without / is compared with the name alone.")]
    public bool Recursive { get; init; }

    [Description("Whether folders are listed as well.")]
    public bool Folders { get; init; }

    [Description("The most entries; more are a failure.")]
    [Range(1, 1_000_000)]
    public int MaxEntries { get; init; } = 10_000;
}

internal sealed record ListEntry
{
    [Description("The path, as other file steps take it.")]
    public required string Path { get; init; }

    [Description("The name alone.")]
    public required string Name { get; init; }

    [Description("Bytes; 0 for a folder.")]
    public required long Size { get; init; }

    [Description("When it was last changed.")]
    public required DateTimeOffset ModifiedAt { get; init; }

    [Description("Whether it is a folder.")]
    public required bool IsFolder { get; init; }
}

internal sealed record ListOutput
{
    [Description("The files in the order of their paths.")]
    public required IReadOnlyList<ListEntry> Files { get; init; }

    [Description("How many they are.")]
    public required int Count { get; init; }
}

[Step("file.list", Summary = "Lists the files of a folder that match a pattern.", Idempotent = true)]
internal sealed class ListStep : IStep<ListInput, ListOutput>
{
    public Task<ListOutput> RunAsync(ListInput input, StepContext context, CancellationToken cancellationToken)
    {
        var root = context.Files.Resolve(input.Path, FileIntent.Read);
        return FileFailures.GuardAsync(input.Path, () => Task.Run(() => List(root, input, context.Files, cancellationToken), cancellationToken));
    }

    private static ListOutput List(string root, ListInput input, IFileAccess files, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            throw FileFailures.Missing(input.Path);
        }

        var glob = new Glob(input.Glob);
        var isDeep = input.Recursive || glob.IsDeep;
        var entries = new List<ListEntry>();
        foreach (var entry in FolderWalk.Entries(root, isDeep, files, FileIntent.Read))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isFolder = entry is DirectoryInfo;
            var relative = Path.GetRelativePath(root, entry.FullName).Replace('\\', '/');
            if ((isFolder && !input.Folders) || !glob.IsMatch(relative, entry.Name, input.Recursive))
            {
                continue;
            }

            if (entries.Count == input.MaxEntries)
            {
                throw new StepException(
                    "file_too_many", $"The folder '{input.Path}' has more than {input.MaxEntries} matching entries. Narrow 'glob' or raise 'max_entries'.");
            }

            entries.Add(new ListEntry
            {
                Path = files.Display(entry.FullName),
                Name = entry.Name,
                Size = entry is FileInfo file ? file.Length : 0,
                ModifiedAt = new DateTimeOffset(entry.LastWriteTimeUtc),
                IsFolder = isFolder,
            });
        }

        entries.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return new ListOutput { Files = entries, Count = entries.Count };
    }
}
