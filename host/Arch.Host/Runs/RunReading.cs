using Arch.Engine.History;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Sdk;

namespace Arch.Host.Runs;

/// <summary>Reads runs with the definitions that they are pinned to.</summary>
internal static class RunReading
{
    /// <summary>Shows a run.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="project">The project, whose plugins definitions are compiled with.</param>
    /// <param name="runId">The run.</param>
    /// <param name="sequence">The number of the record after which to show it; <see langword="null"/> for the last.</param>
    public static async Task<RunView> ViewAsync(IJournalStore store, Project project, RunId runId, long? sequence = null)
    {
        var records = await store.ReadAsync(runId);
        return RunViews.At(await DefinitionsAsync(store, project, records), runId, records, sequence);
    }

    /// <summary>Gets the definitions that the records of a run refer to.</summary>
    public static async Task<RunDefinitions> DefinitionsAsync(IJournalStore store, Project project, IReadOnlyList<JournalRecord> records)
    {
        var definitions = new ProjectDefinitions(project, project.Workflows());
        return await RunDefinitions.LoadAsync(
            records,
            async definition => definitions.Restore(await store.FindDefinitionAsync(definition) ?? []));
    }

    /// <summary>Finds what a run waits for.</summary>
    /// <returns>The steps that wait; empty when the run has ended, or cannot be read, which is the reason for which it is parked.</returns>
    public static async Task<IReadOnlyList<WaitingStep>> WaitsAsync(IJournalStore store, Project project, RunSummary run)
    {
        if (run.HasEnded)
        {
            return [];
        }

        try
        {
            return WaitingStep.In(await ViewAsync(store, project, run.RunId));
        }
        catch (ArchException) when (run.Status == RunStatus.Parked)
        {
            return [];
        }
    }
}
