using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>Makes the state of a run of its journal.</summary>
internal static class RunFold
{
    /// <summary>Folds the records of a run.</summary>
    public static RunState Of(WorkflowDefinition definition, RunId runId, IReadOnlyList<JournalRecord> records)
    {
        var state = new RunState(definition, runId);
        foreach (var record in Counting(records))
        {
            state.Apply(record);
        }

        state.SettleReady();
        return state;
    }

    /// <summary>Gives the records that still count: those that a later <see cref="RunRewound"/> took back are left out.</summary>
    public static IReadOnlyList<JournalRecord> Counting(IReadOnlyList<JournalRecord> records)
    {
        if (!records.Any(record => record is RunRewound))
        {
            return records;
        }

        var counting = new List<JournalRecord>(records.Count);
        foreach (var record in records)
        {
            if (record is RunRewound rewound)
            {
                counting.RemoveAll(earlier => earlier.Sequence > rewound.To && earlier is not RunRewound);
            }

            counting.Add(record);
        }

        return counting;
    }
}
