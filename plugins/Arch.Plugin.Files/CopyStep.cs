using System.ComponentModel;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Files;

internal sealed record CopyInput
{
    [Description("The file or folder that is copied.")]
    public required string From { get; init; }

    [Description("The path of the copy; not the folder that it goes into. Folders above it are made.")]
    public required string To { get; init; }

    [Description("Whether files that are there already are replaced.")]
    public bool Overwrite { get; init; }
}

internal sealed record CopyOutput
{
    [Description("The copy.")]
    public required string Path { get; init; }

    [Description("How many files it has.")]
    public required int Files { get; init; }
}

[Step("file.copy", Summary = "Copies a file, or a folder with all in it.")]
internal sealed class CopyStep : IStep<CopyInput, CopyOutput>
{
    public Task<CopyOutput> RunAsync(CopyInput input, StepContext context, CancellationToken cancellationToken)
    {
        var from = context.Files.Resolve(input.From, FileIntent.Read);
        var to = context.Files.Resolve(input.To, FileIntent.Write);
        return FileFailures.GuardAsync(input.From, async () =>
        {
            var copies = Directory.Exists(from) ? FolderCopies(from, to, input, context.Files) : [(from, to)];
            var taken = input.Overwrite ? null : copies.Select(copy => copy.To).FirstOrDefault(Path.Exists);
            if (taken is not null)
            {
                throw FileFailures.Exists(context.Files.Display(taken));
            }

            for (var i = 0; i < copies.Count; i++)
            {
                await CopyFileAsync(copies[i].From, copies[i].To, input, context.Files, cancellationToken).ConfigureAwait(false);
                context.ReportProgress((i + 1.0) / copies.Count);
            }

            return new CopyOutput { Path = context.Files.Display(to), Files = copies.Count };
        });
    }

    private static List<(string From, string To)> FolderCopies(string from, string to, CopyInput input, IFileAccess files)
    {
        if (to == from || to.StartsWith(from + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw FileFailures.Input($"The folder '{input.From}' cannot be copied into itself ('{input.To}').");
        }

        Directory.CreateDirectory(to);
        return FolderWalk.Entries(from, deep: true, files, FileIntent.Read)
            .OfType<FileInfo>()
            .Select(file => (file.FullName, files.Resolve(Path.Combine(to, Path.GetRelativePath(from, file.FullName)), FileIntent.Write)))
            .ToList();
    }

    private static async Task CopyFileAsync(
        string from, string to, CopyInput input, IFileAccess files, CancellationToken cancellationToken)
    {
        var source = files.OpenRead(from);
        await using var closing = source.ConfigureAwait(false);
        var target = files.BeginWrite(to, input.Overwrite);
        await using var ending = target.ConfigureAwait(false);
        await source.CopyToAsync(target.Stream, cancellationToken).ConfigureAwait(false);
        await target.CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
