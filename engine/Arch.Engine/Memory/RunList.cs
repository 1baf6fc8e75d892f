using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>Picks the runs of a list.</summary>
internal static class RunList
{
    /// <summary>Gets the runs that a query means, the newest first.</summary>
    public static List<RunSummary> Of(IEnumerable<RunSummary> runs, RunQuery query)
    {
        var place = query.After is { } after ? PlaceOf(runs, after) : null;
        if (query.After is not null && place is null)
        {
            return [];
        }

        return
        [
            .. runs
                .Where(run => (query.Status is null || run.Status == query.Status)
                    && (query.Workflow is null || run.Workflow == query.Workflow)
                    && (query.Parent is null || run.Parent == query.Parent)
                    && !(run.StartedAt < query.StartedFrom)
                    && !(run.StartedAt >= query.StartedBefore)
                    && (place is null || Compare(run, place) < 0))
                .OrderDescending(Comparer<RunSummary>.Create(Compare))
                .Take(query.Limit),
        ];
    }

    private static int Compare(RunSummary left, RunSummary right)
    {
        var byMoment = left.StartedAt.CompareTo(right.StartedAt);
        return byMoment != 0 ? byMoment : string.CompareOrdinal(left.RunId.Value, right.RunId.Value);
    }

    // A run that is gone was where the one before it is: ids made later sort later.
    private static RunSummary? PlaceOf(IEnumerable<RunSummary> runs, RunId after) => runs
        .Where(run => string.CompareOrdinal(run.RunId.Value, after.Value) <= 0)
        .MaxBy(run => run.RunId.Value, StringComparer.Ordinal);
}
