using Arch.Engine.Journal;
using Arch.Engine.Ports;
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

    /// <summary>Goes on from a snapshot with the records after it.</summary>
    /// <param name="state">The state that the snapshot gave; <see langword="null"/> when it could not be read.</param>
    /// <param name="stored">The snapshot's place and the records after it.</param>
    /// <returns>The state; <see langword="null"/> when the whole journal has to be read.</returns>
    public static RunState? After(RunState? state, StoredJournal stored)
    {
        if (state is null
            || state.NextSequence != stored.SnapshotSequence + 1
            || stored.Records.Any(record => record is RunRewound rewound && rewound.To < stored.SnapshotSequence))
        {
            return null;
        }

        foreach (var record in Counting(stored.Records))
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
