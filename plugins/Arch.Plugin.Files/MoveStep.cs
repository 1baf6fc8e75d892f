using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Files;

internal sealed record MoveInput
{
    [Description("The file or folder that is moved.")]
    public required string From { get; init; }

    [Description("Its new path; not the folder that it goes into. Folders above it are made.")]
    public required string To { get; init; }

    [Description("Whether a file that is there already is replaced. A folder never is.")]
    public bool Overwrite { get; init; }
}

internal sealed record MoveOutput
{
    [Description("The new path.")]
    public required string Path { get; init; }
}

[Step("file.move", Summary = "Moves or renames a file or folder.")]
internal sealed class MoveStep : IStep<MoveInput, MoveOutput>
{
    public Task<MoveOutput> RunAsync(MoveInput input, StepContext context, CancellationToken cancellationToken)
    {
        var from = EntryPath.Resolve(context.Files, input.From);
        var to = context.Files.Resolve(input.To, FileIntent.Write);
        return FileFailures.GuardAsync(input.From, () =>
        {
            var isFolder = Directory.Exists(from) && new FileInfo(from).LinkTarget is null;
            if (isFolder && FolderWalk.HoldsForbidden(from, context.Files))
            {
                throw FileFailures.Input($"The folder '{input.From}' holds something that steps may not touch.");
            }

            if (Directory.Exists(to) || (File.Exists(to) && (isFolder || !input.Overwrite)))
            {
                throw FileFailures.Exists(input.To);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (isFolder)
            {
                Directory.Move(from, to);
            }
            else
            {
                File.Move(from, to, input.Overwrite);
            }

            return Task.FromResult(new MoveOutput { Path = context.Files.Display(to) });
        });
    }
}
