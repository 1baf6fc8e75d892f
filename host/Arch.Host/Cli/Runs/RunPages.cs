using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Host.Cli.Runs;

/// <summary>Lists the runs that a filter means, a page at a time.</summary>
internal static class RunPages
{
    private const int Page = 500;

    /// <summary>Lists runs.</summary>
    /// <param name="index">Where they are listed.</param>
    /// <param name="filter">Which runs.</param>
    /// <param name="statuses">Where they stand when the filter does not say; a run that changes meanwhile may come twice.</param>
    public static async IAsyncEnumerable<IReadOnlyList<RunSummary>> ListAsync(
        IRunIndex index, RunFilter filter, IReadOnlyList<RunStatus> statuses)
    {
        foreach (var status in filter.Status is { } only ? [only] : statuses)
        {
            RunId? after = null;
            while (await index.ListAsync((filter with { Status = status }).ToQuery(Page, after)) is { Count: > 0 } page)
            {
                yield return page;
                after = page[^1].RunId;
            }
        }
    }
}
