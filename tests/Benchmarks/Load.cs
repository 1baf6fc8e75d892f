using System.Collections.Concurrent;
using System.Diagnostics;

namespace Benchmarks;

/// <summary>Carries out operations, some at a time, and takes the time of each.</summary>
internal static class Load
{
    /// <summary>Runs for about so long and counts what was done.</summary>
    public static Task<Figures> ForAsync(TimeSpan time, int concurrency, Func<int, Task> operation)
    {
        var clock = Stopwatch.StartNew();
        return RunAsync(clock, concurrency, _ => clock.Elapsed < time, operation);
    }

    /// <summary>Carries out so many operations.</summary>
    public static Task<Figures> CountAsync(int count, int concurrency, Func<int, Task> operation) =>
        RunAsync(Stopwatch.StartNew(), concurrency, number => number < count, operation);

    private static async Task<Figures> RunAsync(
        Stopwatch clock,
        int concurrency,
        Func<int, bool> more,
        Func<int, Task> operation)
    {
        var times = new ConcurrentBag<List<double>>();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(WorkAsync)));
        return new Figures(clock.Elapsed, [.. times.SelectMany(list => list).Order()]);

        async Task WorkAsync()
        {
            var own = new List<double>();
            for (var number = Interlocked.Increment(ref next); more(number); number = Interlocked.Increment(ref next))
            {
                var start = Stopwatch.GetTimestamp();
                await operation(number);
                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            times.Add(own);
        }
    }
}
