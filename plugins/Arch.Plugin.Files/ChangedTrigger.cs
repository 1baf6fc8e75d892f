using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;
using Arch.Sdk.Triggers;

namespace Arch.Plugin.Files;

internal enum FileEvent
{
    Created,
    Changed,
    Deleted,
}

internal sealed record ChangedSettings
{
    [Description("The folder that is watched, below a folder that the host opens.")]
    [Example("inbox")]
    public required string Path { get; init; }

    [Description("Which files: * and ? stand for parts of a name, ** for folders of any depth.")]
    [Example("**/*.csv")]
    public string Glob { get; init; } = "*";

    [Description("Whether files in folders below are looked at too, in which case a glob without / is compared with the name alone.")]
    public bool Recursive { get; init; }

    [Description("What starts a run.")]
    [Length(1, 3)]
    public IReadOnlyList<FileEvent> Events { get; init; } = [FileEvent.Created, FileEvent.Changed];

    [Description("How long a file must be seen to stay as it is before it counts, so that none is taken half-written.")]
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    [Description("Whether the files that are there at the first look count as created.")]
    public bool Existing { get; init; }

    [Description("The most files that match; more are a failure. What is kept of all must fit into 64 KiB, which holds a few thousand paths.")]
    [Range(1, 10_000)]
    public int MaxFiles { get; init; } = 2000;
}

internal sealed record ChangedItem
{
    [Description("What happened.")]
    public required FileEvent Event { get; init; }

    [Description("The file, as file steps take it.")]
    public required string Path { get; init; }

    [Description("The name alone.")]
    public required string Name { get; init; }

    [Description("Bytes; null when it was deleted.")]
    public long? Size { get; init; }

    [Description("When it was last changed; null when it was deleted.")]
    public DateTimeOffset? ModifiedAt { get; init; }
}

[Trigger("file.changed", Summary = "Starts a run for each file of a folder that was created, changed or deleted.")]
internal sealed class ChangedTrigger : ITrigger<ChangedSettings, ChangedItem>
{
    public Task<TriggerBatch<ChangedItem>> PollAsync(ChangedSettings settings, TriggerContext context, CancellationToken cancellationToken)
    {
        if (settings.Settle < TimeSpan.Zero || settings.Settle > TimeSpan.FromDays(1))
        {
            throw FileFailures.Input($"The settle time is {settings.Settle.TotalSeconds:0.###} s; it must be 0 s to 1 day.");
        }

        var root = context.Files.Resolve(settings.Path, FileIntent.Read);
        return FileFailures.GuardAsync(
            settings.Path, () => Task.Run(() => new FolderLook(root, settings, context).Compare(cancellationToken), cancellationToken));
    }
}
