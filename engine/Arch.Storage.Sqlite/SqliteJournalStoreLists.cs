using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Purging;
using Arch.Storage.Sqlite.Reading;

namespace Arch.Storage.Sqlite;

/// <summary>Lists for people, and what is removed when its time is over.</summary>
public sealed partial class SqliteJournalStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunSummary>> ListAsync(RunQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1000);
        return new(_readers.Read(reader => RunList.Read(reader, query)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HumanTask>> ListTasksAsync(HumanTaskQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1000);
        return new(_readers.Read(reader => TaskReading.List(reader, query)));
    }

    /// <inheritdoc/>
    public ValueTask<HumanTask?> FindTaskAsync(string id) => new(_readers.Read(reader => TaskReading.Find(reader, id)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OpenWait>> ListWaitsAsync(RunId runId) =>
        new(_readers.Read(reader => WaitReading.List(reader, runId)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PermitHolder>> ListPermitsAsync(string? key, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new(_readers.Read(reader => PermitReading.List(reader, key, limit)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BusEvent>> ListEventsAsync(string subject, DateTimeOffset since, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new(_readers.Read(reader => EventReading.List(reader, subject, since, limit)));
    }

    /// <inheritdoc/>
    public async ValueTask<int> PurgeAsync(PurgeQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 500);
        ArgumentOutOfRangeException.ThrowIfNegative(query.KeepNewest);
        var removed = 0;
        foreach (var batch in PurgeBatches.Of(_readers.Read(reader => PurgeSelection.Find(reader, query))))
        {
            removed += await _writer.WriteAsync(new PurgeWrite(batch)).ConfigureAwait(false);
        }

        return removed;
    }

    /// <inheritdoc/>
    public ValueTask<long> CountPurgeableAsync(PurgeQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.KeepNewest);
        return new(_readers.Read(reader => PurgeSelection.Count(reader, query)));
    }
}
