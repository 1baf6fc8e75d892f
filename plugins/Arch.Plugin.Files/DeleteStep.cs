using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Files;

internal sealed record DeleteInput
{
    [Description("The file, folder or link. Of a link, the link is deleted and not what it points to.")]
    public required string Path { get; init; }

    [Description("Whether a folder is deleted with all in it; otherwise only an empty one.")]
    public bool Recursive { get; init; }

    [Description("Whether it is a failure that there is nothing to delete.")]
    public bool MustExist { get; init; }
}

internal sealed record DeleteOutput
{
    [Description("Whether there was something to delete.")]
    public required bool Deleted { get; init; }
}

[Step("file.delete", Summary = "Deletes a file or folder.", Idempotent = true)]
internal sealed class DeleteStep : IStep<DeleteInput, DeleteOutput>
{
    public Task<DeleteOutput> RunAsync(DeleteInput input, StepContext context, CancellationToken cancellationToken)
    {
        var path = EntryPath.Resolve(context.Files, input.Path);
        return FileFailures.GuardAsync(input.Path, () =>
        {
            var isLink = new FileInfo(path).LinkTarget is not null;
            var isThere = isLink || Path.Exists(path);
            if (!isThere && input.MustExist)
            {
                throw FileFailures.Missing(input.Path);
            }

            if (Directory.Exists(path) && !isLink)
            {
                DeleteFolder(path, input, context.Files);
            }
            else if (isThere)
            {
                File.Delete(path);
            }

            return Task.FromResult(new DeleteOutput { Deleted = isThere });
        });
    }

    private static void DeleteFolder(string path, DeleteInput input, IFileAccess files)
    {
        if (!input.Recursive && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw FileFailures.Input($"The folder '{input.Path}' is not empty. Say 'recursive: true' to delete it with all in it.");
        }

        if (FolderWalk.HoldsForbidden(path, files))
        {
            throw FileFailures.Input($"The folder '{input.Path}' holds something that steps may not touch.");
        }

        Directory.Delete(path, input.Recursive);
    }
}
