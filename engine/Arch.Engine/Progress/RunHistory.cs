using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Runs;

namespace Arch.Engine.Progress;

/// <summary>Tells the story of a run from its journal.</summary>
public static class RunHistory
{
    /// <summary>Reads a journal.</summary>
    /// <param name="definitions">The definitions that its records refer to.</param>
    /// <param name="runId">The run.</param>
    /// <param name="records">Its records in order, all of them.</param>
    /// <returns>What changed about its steps, in order.</returns>
    public static IReadOnlyList<StepProgress> Read(
        RunDefinitions definitions,
        RunId runId,
        IReadOnlyList<JournalRecord> records)
    {
        if (records.Count == 0)
        {
            return [];
        }

        var state = RunFold.Of(definitions, runId, [records[0]]);
        var story = new List<StepProgress>();
        foreach (var record in records.Skip(1))
        {
            if (state.Describe(record) is { } progress)
            {
                story.Add(progress);
            }

            if (record is RunRewound)
            {
                state = RunFold.Of(definitions, runId, [.. records.TakeWhile(earlier => earlier.Sequence <= record.Sequence)]);
            }
            else
            {
                state.Apply(record);
            }
        }

        return story;
    }

    /// <summary>Finds the checks that did not hold and let the run go on.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="records">Its records.</param>
    /// <returns>What the workflow says about them, in order.</returns>
    public static IReadOnlyList<RunWarning> Warnings(RunId runId, IReadOnlyList<JournalRecord> records) =>
        [.. records.OfType<CheckWarned>().Select(record => new RunWarning(runId, record.At, record.Message))];
}
