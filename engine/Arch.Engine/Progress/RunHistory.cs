using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Progress;

/// <summary>Tells the story of a run from its journal.</summary>
public static class RunHistory
{
    /// <summary>Reads a journal.</summary>
    /// <param name="definition">The definition that the run is pinned to.</param>
    /// <param name="runId">The run.</param>
    /// <param name="records">Its records in order, all of them.</param>
    /// <returns>What changed about its steps, in order.</returns>
    public static IReadOnlyList<StepProgress> Read(
        WorkflowDefinition definition,
        RunId runId,
        IReadOnlyList<JournalRecord> records)
    {
        var state = new RunState(definition, runId);
        var story = new List<StepProgress>();
        foreach (var record in records)
        {
            if (state.Describe(record) is { } progress)
            {
                story.Add(progress);
            }

            if (record is RunRewound)
            {
                state = RunFold.Of(definition, runId, [.. records.TakeWhile(earlier => earlier.Sequence <= record.Sequence)]);
            }
            else
            {
                state.Apply(record);
            }
        }

        return story;
    }

    /// <summary>Finds what a run waits for after its last record.</summary>
    /// <param name="definition">The definition that the run is pinned to.</param>
    /// <param name="runId">The run.</param>
    /// <param name="records">Its records in order, all of them.</param>
    /// <returns>The steps that wait, in the order in which they began.</returns>
    public static IReadOnlyList<WaitingStep> Waits(
        WorkflowDefinition definition,
        RunId runId,
        IReadOnlyList<JournalRecord> records) => [.. Awaiting.Steps(RunFold.Of(definition, runId, records))];

    /// <summary>Finds the checks that did not hold and let the run go on.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="records">Its records.</param>
    /// <returns>What the workflow says about them, in order.</returns>
    public static IReadOnlyList<RunWarning> Warnings(RunId runId, IReadOnlyList<JournalRecord> records) =>
        [.. records.OfType<CheckWarned>().Select(record => new RunWarning(runId, record.At, record.Message))];
}
