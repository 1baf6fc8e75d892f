using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>Makes the state of a run of its journal.</summary>
internal static class RunFold
{
    /// <summary>Folds the records of a run that never had another definition.</summary>
    public static RunState Of(WorkflowDefinition definition, RunId runId, IReadOnlyList<JournalRecord> records) =>
        Of(definition, new RunDefinitions(definition), runId, records);

    /// <summary>Folds the records of a run, at least its start.</summary>
    public static RunState Of(RunDefinitions definitions, RunId runId, IReadOnlyList<JournalRecord> records) =>
        Of(First(definitions, records), definitions, runId, records);

    /// <summary>Makes the state from which a run goes on after it was rewound to a record that still counts.</summary>
    public static RunState To(RunDefinitions definitions, RunId runId, IReadOnlyList<JournalRecord> records, long to)
    {
        var state = Of(definitions, runId, [.. Counting(records).Where(record => record.Sequence <= to)]);
        state.SkipTo(records[^1].Sequence + 1);
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
                counting.RemoveAll(earlier => earlier.Sequence > rewound.To);
            }

            counting.Add(record);
        }

        return counting;
    }

    // A journal that does not begin with the start of its run is refused by what verifies stores; here it has no definition.
    private static WorkflowDefinition First(RunDefinitions definitions, IReadOnlyList<JournalRecord> records) =>
        definitions.Get(records is [RunStarted started, ..] ? started.Definition : default);

    private static RunState Of(
        WorkflowDefinition first,
        RunDefinitions definitions,
        RunId runId,
        IReadOnlyList<JournalRecord> records)
    {
        var state = new RunState(first, runId) { Definitions = definitions };
        foreach (var record in Counting(records))
        {
            state.Apply(record);
        }

        state.SettleReady();
        return state;
    }
}
