using Arch.Engine.Runs;
using Arch.Host.Cli.Runs;
using Arch.Host.Projects;
using Arch.Host.Runs;
using Arch.Workflows.Comparing;

namespace Arch.Host.Cli.Plans;

/// <summary>Counts the unfinished runs that stay with the version they began with.</summary>
internal static class PinnedRuns
{
    private static readonly RunStatus[] Unfinished = [RunStatus.Running, RunStatus.Waiting, RunStatus.Paused, RunStatus.Parked];

    /// <summary>Counts runs by workflow, of those that a plan changes or removes.</summary>
    public static async Task<SortedDictionary<string, int>> CountAsync(Project project, VersionPlan plan, PlanFiles files)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await using var store = await ProjectStore.FindAsync(project);
        if (store is null)
        {
            return counts;
        }

        foreach (var document in plan.Documents.Where(document => document is { Kind: "workflow", Change: not ChangeKind.Added }))
        {
            // A run that began with the new text already, for it may be in the working tree for long, is not left behind.
            var path = Path.Combine(files.Root, document.File);
            var current = document.Change != ChangeKind.Removed && File.Exists(path) ? project.Compile(path).Definition?.Id : null;
            var count = 0;
            await foreach (var page in RunPages.ListAsync(store, new RunFilter { Workflow = document.Name }, Unfinished))
            {
                count += page.Count(run => run.Definition != current);
            }

            if (count > 0)
            {
                counts[document.Name] = count;
            }
        }

        return counts;
    }
}
