using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Host.Projects;
using Arch.Sdk;

namespace Arch.Host.Runs;

/// <summary>Finds what runs wait for.</summary>
internal static class RunWaits
{
    /// <summary>Finds what a run waits for.</summary>
    /// <returns>The steps that wait; empty when the run has ended, or cannot be read, which is the reason for which it is parked.</returns>
    public static async Task<IReadOnlyList<WaitingStep>> FindAsync(IJournalStore store, IDefinitionSource definitions, RunSummary run)
    {
        if (run.HasEnded)
        {
            return [];
        }

        try
        {
            var records = await store.ReadAsync(run.RunId);
            var all = await RunDefinitions.LoadAsync(
                records,
                async definition => definitions.Restore(await store.FindDefinitionAsync(definition) ?? []));
            return RunHistory.Waits(all, run.RunId, records);
        }
        catch (ArchException) when (run.Status == RunStatus.Parked)
        {
            return [];
        }
    }

    /// <summary>Finds what a run of a project waits for.</summary>
    public static Task<IReadOnlyList<WaitingStep>> FindAsync(IJournalStore store, Project project, RunSummary run) =>
        run.HasEnded
            ? Task.FromResult<IReadOnlyList<WaitingStep>>([])
            : FindAsync(store, new ProjectDefinitions(project, project.Workflows()), run);
}
