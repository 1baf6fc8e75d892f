using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Host.Cli.Operations;

/// <summary>Sees whether runs have taken what was said to them.</summary>
internal sealed class Delivery(IJournalStore store, RunMessageKind? kind)
{
    // A host that lives looks for messages each second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the hosts that own runs to take what was said, for a few seconds at most.</summary>
    public async Task WaitAsync(IReadOnlyList<RunId> runs, CancellationToken stop)
    {
        var left = runs.ToList();
        var start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        do
        {
            for (var i = left.Count - 1; i >= 0; i--)
            {
                if (await IsTakenAsync(left[i]) || await store.FindAsync(left[i]) is not { HasEnded: false, Status: not RunStatus.Parked })
                {
                    left.RemoveAt(i);
                }
            }
        }
        while (left.Count > 0 && TimeProvider.System.GetElapsedTime(start) < Patience && await timer.WaitForNextTickAsync(stop));
    }

    public async Task<bool> IsTakenAsync(RunId runId)
    {
        foreach (var message in await store.ReadInboxAsync(runId))
        {
            if (message.Kind == kind)
            {
                return false;
            }
        }

        return true;
    }
}
