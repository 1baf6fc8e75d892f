using Arch.Workflows.Definitions;

namespace Arch.Engine.Ports;

/// <summary>The wish to go on under a concurrency limit.</summary>
/// <param name="Activation">Who asks: the number of a step in its run, 0 for the run itself.</param>
/// <param name="Key">The key of the limit.</param>
/// <param name="Limit">How many may hold a permit of the key.</param>
/// <param name="OnLimit">
/// What happens when all are held: <see cref="LimitPolicy.Queue"/> waits, <see cref="LimitPolicy.Replace"/> sends the oldest
/// holder a <see cref="Runs.RunMessageKind.Cancel"/> message and waits in front, the others are refused.
/// </param>
/// <param name="QueueMax">How many may wait; one more is refused. <see langword="null"/> for any number.</param>
public sealed record PermitRequest(int Activation, string Key, int Limit, LimitPolicy OnLimit, int? QueueMax)
{
    /// <summary>Tells what comes of the wish.</summary>
    /// <param name="held">How many hold a permit of the key.</param>
    /// <param name="waiting">How many wait for one.</param>
    /// <returns>The answer.</returns>
    public PermitAnswer Decide(long held, long waiting)
    {
        // Some may wait although this limit is not reached, when they asked under a lower one; who queues is not put before them.
        if (held < Limit && (waiting == 0 || OnLimit != LimitPolicy.Queue))
        {
            return PermitAnswer.Granted;
        }

        return OnLimit switch
        {
            LimitPolicy.Queue => waiting < (QueueMax ?? long.MaxValue) ? PermitAnswer.Waits : PermitAnswer.QueueFull,
            LimitPolicy.Replace => PermitAnswer.WaitsInFront,
            _ => PermitAnswer.LimitReached,
        };
    }
}
