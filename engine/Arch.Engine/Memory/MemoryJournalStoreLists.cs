using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>Lists for people, and what is removed when its time is over.</summary>
public sealed partial class MemoryJournalStore : IRunIndex
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunSummary>> ListAsync(RunQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1_000);
        return Read<IReadOnlyList<RunSummary>>(() => RunList.Of(_data.Runs.Select(run => run.Summary), query));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HumanTask>> ListTasksAsync(HumanTaskQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1_000);
        return Read<IReadOnlyList<HumanTask>>(() => _data.Tasks.List(query));
    }

    /// <inheritdoc/>
    public ValueTask<HumanTask?> FindTaskAsync(string id) => Read(() => _data.Tasks.Find(id));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OpenWait>> ListWaitsAsync(RunId runId) => Read<IReadOnlyList<OpenWait>>(() =>
        [.. (_data.Find(runId)?.Waits ?? []).OrderBy(wait => wait.Activation).ThenBy(wait => wait.Leaf)]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PermitHolder>> ListPermitsAsync(string? key, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Read<IReadOnlyList<PermitHolder>>(() => [.. _data.Permits.List(key).Take(limit)]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BusEvent>> ListEventsAsync(string subject, DateTimeOffset since, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Read<IReadOnlyList<BusEvent>>(() => [.. _data.Events.Find(subject, since).Take(limit)]);
    }

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(PurgeQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 500);
        ArgumentOutOfRangeException.ThrowIfNegative(query.KeepNewest);
        return Read(() =>
        {
            var purged = PurgeSelection.Of(_data.Runs, query);
            purged.ForEach(_data.Remove);
            return purged.Count;
        });
    }

    /// <inheritdoc/>
    public ValueTask<long> CountPurgeableAsync(PurgeQuery query) =>
        Read(() => (long)PurgeSelection.Of(_data.Runs, query with { Limit = int.MaxValue }).Count);
}
