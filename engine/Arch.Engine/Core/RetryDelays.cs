using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>How long to wait before another attempt.</summary>
internal static class RetryDelays
{
    /// <summary>Gets the wait after an attempt that failed.</summary>
    /// <param name="retry">The policy.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="error">Why it failed; it may ask for a longer wait.</param>
    /// <param name="random">64 random bits for the jitter.</param>
    public static TimeSpan After(RetryPolicy retry, int attempt, StepError error, ulong random)
    {
        var factor = retry.Backoff switch
        {
            RetryBackoff.Linear => attempt,
            RetryBackoff.Exponential => Math.Pow(2, Math.Min(attempt - 1, 62)),
            _ => 1,
        };
        var ticks = Math.Min(retry.Delay.Ticks * factor, retry.MaxDelay.Ticks);
        if (retry.Jitter)
        {
            // Half of the wait is fixed, so that it never comes to nothing.
            ticks *= 0.5 + (random / (double)ulong.MaxValue / 2);
        }

        var delay = TimeSpan.FromTicks((long)ticks);
        return error.RetryAfter is { } asked && asked > delay ? asked : delay;
    }
}
