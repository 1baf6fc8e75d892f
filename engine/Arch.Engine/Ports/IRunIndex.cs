using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>Answers questions about runs without reading journals.</summary>
/// <remarks>Safe to use from many threads.</remarks>
public interface IRunIndex
{
    /// <summary>Lists runs, the newest first.</summary>
    /// <param name="query">Which runs.</param>
    /// <returns>The summaries; outputs may be left out.</returns>
    ValueTask<IReadOnlyList<RunSummary>> ListAsync(RunQuery query);

    /// <summary>Lists human tasks, the newest first.</summary>
    /// <param name="query">Which tasks.</param>
    /// <returns>The tasks.</returns>
    ValueTask<IReadOnlyList<HumanTask>> ListTasksAsync(HumanTaskQuery query);

    /// <summary>Finds a human task.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The task, or <see langword="null"/> when there is none.</returns>
    ValueTask<HumanTask?> FindTaskAsync(string id);

    /// <summary>Lists the open waits of a run for signals and events.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>The waits by activation and part; <see cref="OpenWait.Since"/> may be left out.</returns>
    ValueTask<IReadOnlyList<OpenWait>> ListWaitsAsync(RunId runId);

    /// <summary>Lists who holds the permits of concurrency keys and who waits for them, by key in order of their turn.</summary>
    /// <param name="key">The key, or <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most, from 1.</param>
    /// <returns>The holders and those who wait.</returns>
    ValueTask<IReadOnlyList<PermitHolder>> ListPermitsAsync(string? key, int limit);

    /// <summary>Lists events of the log, the oldest first.</summary>
    /// <param name="subject">The subject or pattern.</param>
    /// <param name="since">From when on.</param>
    /// <param name="limit">How many at most, from 1.</param>
    /// <returns>The events.</returns>
    ValueTask<IReadOnlyList<BusEvent>> ListEventsAsync(string subject, DateTimeOffset since, int limit);

    /// <summary>Removes ended runs with all that belongs to them; unfinished runs are never removed.</summary>
    /// <param name="query">Which of them. The limit says how many are removed in one transaction at most.</param>
    /// <returns>How many were removed; fewer than the limit when there are no more.</returns>
    ValueTask<int> PurgeAsync(PurgeQuery query);

    /// <summary>Counts the runs that <see cref="PurgeAsync"/> would remove if it were called until there are no more.</summary>
    /// <param name="query">Which of them; the limit says nothing here.</param>
    /// <returns>How many there are.</returns>
    ValueTask<long> CountPurgeableAsync(PurgeQuery query);
}
