using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Files;

internal sealed record ExistsInput
{
    [Description("The file or folder.")]
    public required string Path { get; init; }
}

internal sealed record ExistsOutput
{
    [Description("Whether it is there.")]
    public required bool Exists { get; init; }

    [Description("Whether it is a folder.")]
    public required bool IsFolder { get; init; }

    [Description("Bytes; null for a folder or what is not there.")]
    public long? Size { get; init; }

    [Description("When it was last changed; null for what is not there.")]
    public DateTimeOffset? ModifiedAt { get; init; }
}

[Step("file.exists", Summary = "Tells whether a file or folder is there.", Idempotent = true)]
internal sealed class ExistsStep : IStep<ExistsInput, ExistsOutput>
{
    public Task<ExistsOutput> RunAsync(ExistsInput input, StepContext context, CancellationToken cancellationToken)
    {
        var path = context.Files.Resolve(input.Path, FileIntent.Read);
        return FileFailures.GuardAsync(input.Path, () =>
        {
            var isFolder = Directory.Exists(path);
            FileSystemInfo entry = isFolder ? new DirectoryInfo(path) : new FileInfo(path);
            return Task.FromResult(new ExistsOutput
            {
                Exists = entry.Exists,
                IsFolder = isFolder,
                Size = entry is FileInfo { Exists: true } file ? file.Length : null,
                ModifiedAt = entry.Exists ? new DateTimeOffset(entry.LastWriteTimeUtc) : null,
            });
        });
    }
}
