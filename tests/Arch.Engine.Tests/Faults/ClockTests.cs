using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;

namespace Arch.Engine.Tests.Faults;

/// <summary>R23: the wall clock jumps while timers are pending.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(24.0)]
    [InlineData(-1.0)]
    [InlineData(-24.0)]
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
        clock.Jump(TimeSpan.FromHours(hours));
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
