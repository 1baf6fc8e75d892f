using Arch.Host.Projects;
using Arch.Workflows.Catalog;

namespace Arch.Host.Cli.Plans;

/// <summary>The files of two states.</summary>
/// <param name="Before">The old files, each named as in the new state.</param>
/// <param name="After">The new files.</param>
/// <param name="Root">The folder that the names of the new files count from.</param>
internal sealed record PlanFiles(IReadOnlyList<SourceText> Before, IReadOnlyList<SourceText> After, string Root)
{
    /// <summary>Reads two files or folders.</summary>
    /// <exception cref="UsageException">ARCH6004: one cannot be read, or a folder holds no workflow file.</exception>
    public static PlanFiles Read(string before, string after)
    {
        if (Directory.Exists(before) && Directory.Exists(after))
        {
            return new PlanFiles(ReadFolder(before), ReadFolder(after), after);
        }

        if (Directory.Exists(before) || Directory.Exists(after))
        {
            throw new UsageException("ARCH6004", $"'{before}' and '{after}' must be two files or two folders, but one is a folder.");
        }

        var root = Path.GetDirectoryName(after) ?? "";
        var name = Path.GetFileName(after);
        return new PlanFiles([Project.ReadSource(before) with { File = name }], [Project.ReadSource(after) with { File = name }], root);
    }

    /// <summary>Reads the files of a folder, named relative to it.</summary>
    public static IReadOnlyList<SourceText> ReadFolder(string folder) =>
        [.. WorkflowFiles.In(folder, recursive: true).Select(file => Project.ReadSource(file) with { File = Path.GetRelativePath(folder, file) })];
}
