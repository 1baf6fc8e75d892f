using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;

namespace Arch.Engine.Tests.Faults;

/// <summary>R23: the wall clock jumps while timers are pending.</summary>
public sealed class ClockTests
{
    private const double Second = 1.0 / 3600;

    private static readonly int s_count = int.Parse(Environment.GetEnvironmentVariable("ARCH_CLOCK_JUMPS") ?? "10", null);

    /// <summary>Gives hours: leap seconds, changes to and from summer time, wrong zones, days and weeks; then any.</summary>
    public static IEnumerable<TheoryDataRow<double>> Jumps()
    {
        var random = new Random(20261125);
        double[] known = [1, -1, 24, -24, Second, -Second, 12, -12, 168, -168];
        return Enumerable.Range(0, s_count)
            .Select(i => new TheoryDataRow<double>(i < known.Length ? known[i] : (random.NextDouble() - 0.5) * 100));
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task Timers_AcrossAJump_EachEndOnceAndNotBeforeTheirMoment(double hours)
    {
        var clock = new JumpingClock();
        await using var host = new TestHost(change: options => options with { Time = clock });
        host.Engine.Start();
        var runs = new List<RunId>();
        for (var minutes = 1; minutes <= 30; minutes++)
        {
            runs.Add(await host.ParkAsync($"steps: [{{id: w, wait: {{for: {minutes}m}}}}]"));
        }

        clock.Pass(TimeSpan.FromMinutes(10));
        await TestHost.UntilAsync(() => host.Progress.Count(p => p.Change == Progress.StepChange.Succeeded) >= 10);
        var (before, elapsed) = (clock.GetUtcNow(), clock.GetTimestamp());
        clock.Jump(TimeSpan.FromHours(hours));
        (clock.GetUtcNow() - before).ShouldBe(TimeSpan.FromHours(hours));
        clock.GetTimestamp().ShouldBe(elapsed);
        var ended = Task.WhenAll(runs.Select(host.EndAsync));
        while (!ended.IsCompleted)
        {
            clock.Pass(TimeSpan.FromMinutes(30));
            await Task.WhenAny(ended, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        foreach (var run in await ended)
        {
            var records = await host.Store.ReadAsync(run.RunId);
            var due = records.OfType<AttemptOpened>().Single(opened => opened.DueAt is not null).DueAt;
            records.OfType<WaitMet>().ShouldHaveSingleItem().At.ShouldBeGreaterThanOrEqualTo(due!.Value);
        }
    }
}
