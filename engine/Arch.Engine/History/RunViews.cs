using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Engine.History;

/// <summary>Shows runs as they are and as they were.</summary>
public static class RunViews
{
    /// <summary>Shows a run that never had another definition.</summary>
    /// <param name="definition">The definition that it is pinned to.</param>
    /// <param name="runId">The run.</param>
    /// <param name="records">Its records in order, from the first.</param>
    /// <param name="sequence">The number of the record after which to show it; <see langword="null"/> for the last.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArchException">ARCH3225: there is no such record.</exception>
    public static RunView At(
        WorkflowDefinition definition,
        RunId runId,
        IReadOnlyList<JournalRecord> records,
        long? sequence = null) => At(new RunDefinitions(definition), runId, records, sequence);

    /// <summary>Shows a run.</summary>
    /// <param name="definitions">The definitions that its records refer to.</param>
    /// <param name="runId">The run.</param>
    /// <param name="records">Its records in order, from the first.</param>
    /// <param name="sequence">The number of the record after which to show it; <see langword="null"/> for the last.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArchException">ARCH3225: there is no such record.</exception>
    public static RunView At(
        RunDefinitions definitions,
        RunId runId,
        IReadOnlyList<JournalRecord> records,
        long? sequence = null)
    {
        var last = sequence ?? records.Count;
        if (last < 1 || last > records.Count)
        {
            throw new ArchException(
                "ARCH3225",
                records.Count == 0
                    ? $"The journal of run '{runId}' is not kept any more, so the run cannot be shown."
                    : $"Run '{runId}' has no record {last}; choose one from 1 to {records.Count}.");
        }

        var seen = records.Take((int)last).ToList();
        return new ViewBuilder(definitions, runId, seen).Build();
    }
}
