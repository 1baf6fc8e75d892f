using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;
using Arch.Sdk.Triggers;

namespace Arch.Plugin.Files;

internal sealed record ChangedSettings
{
    [Description("The folder, below a folder that the host opens.")]
    [Example("inbox")]
    public string Path { get; init; } = ".";

    [Description("Which files: * and ? stand for parts of a name, ** for folders of any depth.")]
    [Example("**/*.csv")]
    public string Glob { get; init; } = "*";

    [Description("Whether files in folders below are looked at too, in which case a glob without / is compared with the name alone.")]
    public bool Recursive { get; init; }

    [Description("Whether files that are there at the first look count as new.")]
    public bool Existing { get; init; }

    [Description("How long a file must have been left alone, so that none is taken while it is written.")]
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    [Description("The most files that match; more are a failure, for their state must fit into the cursor.")]
    [Range(1, FolderState.MostFiles)]
    public int MaxFiles { get; init; } = FolderState.MostFiles;
}

internal sealed record ChangedItem
{
    [Description("The path, as file steps take it.")]
    public required string Path { get; init; }

    [Description("The name alone.")]
    public required string Name { get; init; }

    [Description("Bytes.")]
    public required long Size { get; init; }

    [Description("When it was last changed.")]
    public required DateTimeOffset ModifiedAt { get; init; }

    [Description("Whether it was not there before; otherwise it has changed.")]
    public required bool IsNew { get; init; }
}

[Trigger("file.changed", Summary = "Starts a run for each file that appears or changes in a folder.")]
internal sealed class ChangedTrigger : ITrigger<ChangedSettings, ChangedItem>
{
    public Task<TriggerBatch<ChangedItem>> PollAsync(ChangedSettings settings, TriggerContext context, CancellationToken cancellationToken)
    {
        var root = context.Files.Resolve(settings.Path, FileIntent.Read);
        return FileFailures.GuardAsync(settings.Path, () => Task.Run(() => Poll(root, settings, context, cancellationToken), cancellationToken));
    }

    private static TriggerBatch<ChangedItem> Poll(string root, ChangedSettings settings, TriggerContext context, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            throw FileFailures.Missing(settings.Path);
        }

        var before = FolderState.Read(context.Cursor);
        var after = new FolderState();
        var settledBefore = context.Time.GetUtcNow().UtcDateTime - settings.Settle;
        var items = new List<TriggerItem<ChangedItem>>();
        foreach (var file in Matching(root, settings, context.Files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = context.Files.Display(file.FullName);
            var (name, version) = FolderState.Mark(path, file);
            var known = before.Find(name);
            if (known == version || file.LastWriteTimeUtc > settledBefore)
            {
                // What is still being written stays as it was known, so that a later look finds it.
                after.Keep(name, known, settings);
                continue;
            }

            after.Keep(name, version, settings);
            if (context.Cursor is not null || settings.Existing)
            {
                items.Add(new TriggerItem<ChangedItem> { Key = $"{path}@{version:x8}", Item = Item(file, path, known is null) });
            }
        }

        items.Sort((one, other) => one.Item.ModifiedAt.CompareTo(other.Item.ModifiedAt) is var order and not 0
            ? order
            : string.CompareOrdinal(one.Item.Path, other.Item.Path));
        return new TriggerBatch<ChangedItem> { Items = items, Cursor = after.Write() };
    }

    private static IEnumerable<FileInfo> Matching(string root, ChangedSettings settings, IFileAccess files)
    {
        var glob = new Glob(settings.Glob);
        return FolderWalk.Entries(root, settings.Recursive || glob.IsDeep, files, FileIntent.Read)
            .OfType<FileInfo>()
            .Where(file => glob.IsMatch(Path.GetRelativePath(root, file.FullName).Replace('\\', '/'), file.Name, settings.Recursive));
    }

    private static ChangedItem Item(FileInfo file, string path, bool isNew) => new()
    {
        Path = path,
        Name = file.Name,
        Size = file.Length,
        ModifiedAt = new DateTimeOffset(file.LastWriteTimeUtc),
        IsNew = isNew,
    };
}
