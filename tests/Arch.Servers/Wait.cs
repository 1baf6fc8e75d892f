using System.Diagnostics;

namespace Arch.Servers;

/// <summary>Waits for something that comes about elsewhere.</summary>
public static class Wait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">Looks whether it does.</param>
    /// <param name="what">What is waited for, for the message when it never comes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it holds.</returns>
    /// <exception cref="TimeoutException">It did not come within a minute.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var since = Stopwatch.GetTimestamp();
        while (!await condition().ConfigureAwait(false))
        {
            if (Stopwatch.GetElapsedTime(since) > Longest)
            {
                throw new TimeoutException($"Within {Longest.TotalSeconds:0} s it did not come about that {what}.");
            }

            await Task.Delay(Interval, cancellationToken).ConfigureAwait(false);
        }
    }
}
