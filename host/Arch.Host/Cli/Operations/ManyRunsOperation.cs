using System.Collections.Concurrent;
using Arch.Engine.Runs;
using Arch.Host.Cli.Runs;
using Arch.Host.Runs;
using Arch.Sdk;

namespace Arch.Host.Cli.Operations;

/// <summary>An operation on all runs that a filter means.</summary>
internal sealed class ManyRunsOperation(RunSession session, RunOperation operation)
{
    // Commits of many runs share one write to the disk.
    private const int AtOnce = 64;

    private readonly ConcurrentDictionary<RunId, (RunId? Target, ArchException? Refusal)> _told = new();
    private readonly BulkProgress _progress = new();

    public async Task<IReadOnlyList<OperationResult>> RunAsync(RunFilter filter, CancellationToken stop)
    {
        try
        {
            await SayToAllAsync(filter, stop);
            await session.Engine.SettleAsync(stop);
            var taking = _told.Values.Select(told => told.Target).OfType<RunId>().ToList();
            await new Delivery(session.Store, operation.Kind).WaitAsync(taking, stop);
            await session.WaitForAsync([.. taking.Where(session.Runs.Contains)], stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was said is durable; the next host goes on with the runs.
        }

        await session.FinishAsync(stop);
        return await ResultsAsync();
    }

    private async Task SayToAllAsync(RunFilter filter, CancellationToken stop)
    {
        await foreach (var page in RunPages.ListAsync(session.Index, filter, operation.Statuses))
        {
            await Parallel.ForEachAsync(
                page,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
                async (run, _) => await SayAsync(run));
        }
    }

    private async Task SayAsync(RunSummary run)
    {
        // A run that changes its status while the list is read may be listed twice.
        if (!_told.TryAdd(run.RunId, default))
        {
            return;
        }

        try
        {
            _told[run.RunId] = (await operation.CarryOutAsync(session, run), null);
        }
        catch (ArchException e) when (e is not Engine.Ports.JournalStoreException)
        {
            _told[run.RunId] = (null, e);
        }

        _progress.Report(_told.Count);
    }

    private async Task<IReadOnlyList<OperationResult>> ResultsAsync()
    {
        var delivery = new Delivery(session.Store, operation.Kind);
        var results = new List<OperationResult>(_told.Count);
        foreach (var (runId, (target, refusal)) in _told.OrderByDescending(told => told.Key.Value, StringComparer.Ordinal))
        {
            if (await session.Store.FindAsync(target ?? runId) is { } run)
            {
                var isTaken = target is { } taker && await delivery.IsTakenAsync(taker);
                var reason = refusal ?? (isTaken ? await UnconfirmedAsync(run) : null);
                results.Add(new OperationResult(runId, run, isTaken && reason is null, session.Runs.Contains(run.RunId), reason));
            }
        }

        return results;
    }

    private async Task<ArchException?> UnconfirmedAsync(RunSummary run)
    {
        try
        {
            await (operation.ConfirmAsync?.Invoke(session, run) ?? Task.CompletedTask);
            return null;
        }
        catch (ArchException e) when (e is not Engine.Ports.JournalStoreException)
        {
            return e;
        }
    }
}
