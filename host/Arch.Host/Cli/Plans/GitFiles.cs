using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Arch.Host.Projects;
using Arch.Host.Settings;
using Arch.Workflows.Catalog;

namespace Arch.Host.Cli.Plans;

/// <summary>Reads files as they are in the working tree and in a revision of git.</summary>
internal static class GitFiles
{
    /// <summary>Reads a file or folder in both states.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="path">The file or folder; <see langword="null"/> for the workflow folders of the project.</param>
    /// <exception cref="UsageException">ARCH6017: git cannot be run, or does not know the revision.</exception>
    public static async Task<PlanFiles> ReadAsync(string revision, string? path)
    {
        // A name becomes a hash first, so that nothing in it can be taken for an option or a path.
        var commit = Encoding.UTF8.GetString(await RunAsync("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
            ?? throw new UsageException("ARCH6017", $"git does not know the revision '{revision}' here.")).Trim();
        var places = path is not null ? [path] : Folders();
        var before = new List<SourceText>();
        var after = new List<SourceText>();
        foreach (var place in places)
        {
            before.AddRange(await CommittedAsync(commit, place));
            foreach (var file in Directory.Exists(place) ? WorkflowFiles.In(place, recursive: true) : File.Exists(place) ? [place] : [])
            {
                after.Add(Source(file, await File.ReadAllBytesAsync(file)));
            }
        }

        return before.Count + after.Count > 0
            ? new PlanFiles(before, after, "")
            : throw new UsageException("ARCH6004", $"There is no workflow file in '{string.Join("', '", places)}', neither now nor in '{revision}'.");
    }

    private static IReadOnlyList<string> Folders()
    {
        using var project = Project.Open();
        return [.. project.Settings.WorkflowFolders.Select(folder => Path.GetRelativePath(Directory.GetCurrentDirectory(), folder))];
    }

    private static async Task<List<SourceText>> CommittedAsync(string commit, string place)
    {
        var sources = new List<SourceText>();
        var list = await RunAsync("ls-tree", "-r", "-z", "--name-only", commit, "--", place) ?? [];
        foreach (var file in Encoding.UTF8.GetString(list).Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => file == place || IsWorkflow(file)))
        {
            sources.Add(Source(file, await RunAsync("cat-file", "blob", $"{commit}:./{file}")
                ?? throw new UsageException("ARCH6017", $"git cannot read '{file}' as it was.")));
        }

        return sources;
    }

    // As in the working tree: no settings, and nothing in hidden folders.
    private static bool IsWorkflow(string file) =>
        Path.GetExtension(file) is ".yaml" or ".yml"
        && Path.GetFileName(file) != SettingsReader.FileName
        && !file.Split('/').Any(part => part.StartsWith('.') && part is not ("." or ".."));

    // Both states must call a file the same.
    private static SourceText Source(string file, byte[] bytes) =>
        SourceText.Decode(Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.GetFullPath(file)), bytes);

    private static async Task<byte[]?> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start) ?? throw new UsageException("ARCH6017", "The program 'git' did not start.");
            using var output = new MemoryStream();
            var errors = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.BaseStream.CopyToAsync(output);
            await process.WaitForExitAsync();
            await errors;
            return process.ExitCode == 0 ? output.ToArray() : null;
        }
        catch (Win32Exception e)
        {
            throw new UsageException("ARCH6017", $"The program 'git' cannot be run: {e.Message}", e);
        }
    }
}
