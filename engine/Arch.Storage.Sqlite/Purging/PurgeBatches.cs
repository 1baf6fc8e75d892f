namespace Arch.Storage.Sqlite.Purging;

/// <summary>Parts what is removed so that no transaction keeps others from writing for long.</summary>
internal static class PurgeBatches
{
    private const int MostRecords = 500;

    /// <summary>Parts runs into batches of at most 500 records, or of one run that has more.</summary>
    public static IEnumerable<IReadOnlyList<PurgedRun>> Of(IReadOnlyList<PurgedRun> runs)
    {
        var batch = new List<PurgedRun>();
        var records = 0L;
        foreach (var run in runs)
        {
            if (batch.Count > 0 && records + run.NextSequence > MostRecords)
            {
                yield return batch;
                batch = [];
                records = 0;
            }

            batch.Add(run);
            records += run.NextSequence;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
