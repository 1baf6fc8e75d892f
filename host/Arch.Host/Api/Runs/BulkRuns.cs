using System.Collections.Concurrent;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Sdk;

namespace Arch.Host.Api.Runs;

/// <summary>Does the same to many runs.</summary>
internal sealed class BulkRuns(RunService runs, WorkflowEngine engine)
{
    private const int Most = 1_000;

    // Commits of many runs share one write to the disk.
    private const int AtOnce = 64;

    public async Task<BulkResult> DoAsync(BulkRunsRequest request, string by, CancellationToken stop)
    {
        var (found, more) = await FindAsync(request);
        var refused = new ConcurrentQueue<RefusedRun>();
        await Parallel.ForEachAsync(found, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (run, _) =>
        {
            try
            {
                await DoAsync(request, run, by);
            }
            catch (ArchException exception) when (exception is not JournalStoreException)
            {
                refused.Enqueue(new RefusedRun(run.Value, exception.Code, exception.Message));
            }
        });
        return new BulkResult(found.Count - refused.Count, [.. refused.OrderByDescending(run => run.Id, StringComparer.Ordinal)], more);
    }

    private async Task<(IReadOnlyList<RunId> Runs, bool More)> FindAsync(BulkRunsRequest request)
    {
        if (request.Runs is { } named)
        {
            return ([.. named.Take(Most).Select(id => new RunId(id))], named.Count > Most);
        }

        var found = new List<RunId>();
        foreach (var status in request.Status is { } only ? [only] : StatusesOf(request.Action))
        {
            found.AddRange((await runs.ListAsync(new RunQuery
            {
                Workflow = request.Workflow,
                Status = status,
                StartedFrom = Reading.Moment("since", request.Since),
                StartedBefore = Reading.Moment("until", request.Until),
                Limit = Most,
            })).Select(run => run.RunId));
        }

        // A run that changes its status while the list is read may come twice.
        var distinct = found.Distinct().ToList();
        return ([.. distinct.Take(Most)], distinct.Count >= Most);
    }

    private Task DoAsync(BulkRunsRequest request, RunId run, string by) => request.Action switch
    {
        BulkAction.Cancel => engine.CancelAsync(run, request.Reason ?? "Asked over the API", by: by),
        BulkAction.Pause => engine.PauseAsync(run, request.Reason ?? "Asked over the API", by),
        BulkAction.Resume => engine.ResumeAsync(run, by),
        _ => engine.RetryAsync(run, by),
    };

    private static RunStatus[] StatusesOf(BulkAction action) => action switch
    {
        BulkAction.Resume => [RunStatus.Paused, RunStatus.Parked],
        BulkAction.Retry => [RunStatus.Failed],
        BulkAction.Pause => [RunStatus.Running, RunStatus.Waiting],
        _ => [RunStatus.Running, RunStatus.Waiting, RunStatus.Paused, RunStatus.Parked],
    };
}
