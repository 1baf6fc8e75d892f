using Arch.Engine.Runs;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Operations;

/// <summary>An operation on one run.</summary>
internal sealed class OneRunOperation(RunSession session, RunOperation operation)
{
    public async Task<OperationResult> RunAsync(RunId runId, CancellationToken stop)
    {
        var before = await session.Store.FindAsync(runId) ?? throw ProjectStore.NoSuchRun(runId.Value);
        var target = await operation.CarryOutAsync(session, before);
        var delivery = new Delivery(session.Store, operation.Kind);
        try
        {
            await session.Engine.SettleAsync(stop);
            await delivery.WaitAsync([target], stop);
            if (session.Runs.Contains(target))
            {
                await session.WaitAsync(target, follows: false, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was said is durable; the next host goes on with the run.
        }

        await session.FinishAsync(stop);
        var after = await session.Store.FindAsync(target) ?? before;
        var isTaken = await delivery.IsTakenAsync(target);
        if (isTaken && operation.ConfirmAsync is { } confirmAsync)
        {
            await confirmAsync(session, after);
        }

        return new OperationResult(runId, after, isTaken, session.Runs.Contains(target));
    }
}
