using Arch.Engine.Runs;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Operations;

/// <summary>An operation on one run.</summary>
internal sealed class OneRunOperation(RunSession session, RunOperation operation)
{
    public async Task<OperationResult> RunAsync(RunId runId, CancellationToken stop)
    {
        var before = await session.Store.FindAsync(runId) ?? throw ProjectStore.NoSuchRun(runId.Value);
        await operation.SayAsync(session, before);
        try
        {
            await session.Engine.SettleAsync(stop);
            await new Delivery(session.Store, operation.Kind).WaitAsync([runId], stop);
            if (session.Runs.Contains(runId))
            {
                await session.WaitAsync(runId, follows: false, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was said is durable; the next host goes on with the run.
        }

        await session.FinishAsync(stop);
        var isTaken = await new Delivery(session.Store, operation.Kind).IsTakenAsync(runId);
        return new OperationResult(await session.Store.FindAsync(runId) ?? before, isTaken, session.Runs.Contains(runId));
    }
}
