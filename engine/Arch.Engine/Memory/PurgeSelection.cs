using Arch.Engine.Ports;

namespace Arch.Engine.Memory;

/// <summary>Picks the runs that are removed.</summary>
internal static class PurgeSelection
{
    /// <summary>Gets the runs that a query means, at most as many as its limit.</summary>
    public static List<StoredRun> Of(IReadOnlyCollection<StoredRun> runs, PurgeQuery query)
    {
        var unfinished = runs.Where(run => !run.Summary.HasEnded).ToList();
        var callers = unfinished.Select(run => run.Summary.Parent).ToHashSet();
        var callees = unfinished.Select(run => run.Summary.RunId).ToHashSet();
        return
        [
            .. runs
                .Where(run => run.Summary.HasEnded && (query.Workflow is null || run.Summary.Workflow == query.Workflow))
                .GroupBy(run => run.Summary.Workflow, StringComparer.Ordinal)
                .SelectMany(ofWorkflow => ofWorkflow
                    .OrderByDescending(run => run.Summary.StartedAt)
                    .ThenByDescending(run => run.Summary.RunId.Value, StringComparer.Ordinal)
                    .Skip(query.KeepNewest))
                .Where(run => (query.EndedBefore is null || run.Summary.EndedAt < query.EndedBefore)
                    && !callers.Contains(run.Summary.RunId)
                    && !(run.Summary.Parent is { } parent && callees.Contains(parent)))
                .Take(query.Limit),
        ];
    }
}
