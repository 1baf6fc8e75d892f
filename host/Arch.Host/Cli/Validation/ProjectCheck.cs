using System.Collections.Concurrent;
using Arch.Host.Projects;
using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Cli.Validation;

/// <summary>Checks many files, each by itself and all together.</summary>
internal static class ProjectCheck
{
    /// <summary>Checks files on all processors.</summary>
    /// <returns>What is wrong, in the order of the files and of the places in them.</returns>
    /// <exception cref="UsageException">ARCH6004: a file cannot be read.</exception>
    public static IReadOnlyList<Diagnostic> Run(Project project, IReadOnlyList<string> files)
    {
        // The files that may be called are read once for all that stand in one folder.
        var workflows = new ConcurrentDictionary<string, Lazy<ProjectWorkflows>>(StringComparer.Ordinal);
        var set = new WorkflowSet();
        try
        {
            return
            [
                .. files.AsParallel().AsOrdered()
                    .Select(file => WithoutDefinition(project.Compile(file, WorkflowsFor(project, file, workflows))))
                    .AsSequential()
                    .SelectMany(compilation => compilation.Diagnostics.Concat(set.Add(compilation))),
            ];
        }
        catch (AggregateException exception) when (exception.InnerException is UsageException usage)
        {
            throw new UsageException(usage.Lines);
        }
    }

    // Of thousands of files only what is said about them is kept.
    private static WorkflowCompilation WithoutDefinition(WorkflowCompilation compilation) => compilation with { Definition = null };

    private static ProjectWorkflows WorkflowsFor(Project project, string file, ConcurrentDictionary<string, Lazy<ProjectWorkflows>> known)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? project.Settings.ProjectFolder;
        var isOurs = project.Settings.WorkflowFolders.Any(ours =>
            (folder + Path.DirectorySeparatorChar).StartsWith(ours + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        return known.GetOrAdd(isOurs ? "" : folder, key => new(() => key.Length == 0 ? project.Workflows() : project.Workflows(key))).Value;
    }
}
