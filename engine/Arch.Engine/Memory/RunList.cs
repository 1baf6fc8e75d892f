using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>Picks the runs of a list.</summary>
internal static class RunList
{
    public static List<RunSummary> Of(IEnumerable<RunSummary> runs, RunQuery query)
    {
        var place = query.After is { } after ? PlaceOf(runs, after) : null;
        return
        [
            .. runs
                .Where(run => (query.Status is null || run.Status == query.Status)
                    && (query.Workflow is null || run.Workflow == query.Workflow)
                    && (query.Parent is null || run.Parent == query.Parent)
                    && !(run.StartedAt < query.StartedFrom)
                    && !(run.StartedAt >= query.StartedBefore)
                    && (place is null || IsAfter(run, place)))
                .OrderByDescending(run => run.StartedAt)
                .ThenByDescending(run => run.RunId.Value, StringComparer.Ordinal)
                .Take(query.Limit),
        ];
    }

    // A run that is no longer there was where the one before it is; ids made later sort later.
    private static RunSummary? PlaceOf(IEnumerable<RunSummary> runs, RunId after) => runs
        .Where(run => string.CompareOrdinal(run.RunId.Value, after.Value) <= 0)
        .MaxBy(run => run.RunId.Value, StringComparer.Ordinal);

    private static bool IsAfter(RunSummary run, RunSummary place) =>
        run.StartedAt < place.StartedAt
        || (run.StartedAt == place.StartedAt && string.CompareOrdinal(run.RunId.Value, place.RunId.Value) < 0);
}
