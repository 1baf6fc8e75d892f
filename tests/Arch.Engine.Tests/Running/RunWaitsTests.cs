using Arch.Engine.History;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;

namespace Arch.Engine.Tests.Running;

/// <summary>What is told of steps that wait.</summary>
public sealed class RunWaitsTests
{
    [Theory]
    [InlineData("wait: {signal: go}", "Signal go")]
    [InlineData("wait: {event: 'orders.${{ 1 + 1 }}'}", "Event orders.2")]
    [InlineData("wait: {for: 1h}", "Timer  10:00")]
    [InlineData("wait: {signal: go}, timeout: 2h", "Signal go 11:00")]
    [InlineData("wait: {any: [{signal: go}, {for: 1h}]}", "Signal go, Timer  10:00")]
    [InlineData("human: {title: 'Approve ${{ 5 }}', actions: [yes, no]}", "Task r:2 Approve 5[yes|no]")]
    [InlineData("human: {title: Approve, due: 1h}", "Task r:2 Approve[complete] 10:00")]
    public async Task WaitsFor_StepThatBeginsToWait_IsTold(string step, string expected)
    {
        await using var host = new TestHost(change: options => options with { NewRunId = () => new RunId("r") });
        await host.ParkAsync($"steps: [{{id: w, {step}}}]");

        var progress = host.Progress.Single(progress => progress.Change == StepChange.Waiting);
        var view = await host.Engine.ViewAsync(new RunId("r"));

        Describe(progress.WaitsFor).ShouldBe(expected);
        Describe(view.Steps.Single().WaitsFor).ShouldBe(expected);
    }

    [Fact]
    public async Task WaitsFor_PartOfAllThatIsMet_IsNotWaitedForAnyMore()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("steps: [{id: w, wait: {all: [{signal: one}, {signal: two}]}}]");

        await host.Engine.SignalAsync(id, "one");
        await host.Engine.SettleAsync(TestContext.Current.CancellationToken);
        var step = (await host.Engine.ViewAsync(id)).Steps.Single();

        Describe(step.WaitsFor.Where(wait => !wait.IsMet)).ShouldBe("Signal two");
        step.NeedsAll.ShouldBeTrue();
    }

    [Fact]
    public async Task WaitsFor_CalledRunAndPermit_AreTold()
    {
        await using var host = new TestHost();
        host.Add("test.child", "arch: 1\nid: child\nnamespace: test\nsteps: [{id: w, wait: {signal: go}}]");
        var limited = "steps: [{id: p, call: test.child, concurrency: {key: k}}]";
        var first = await host.ParkAsync(limited);
        await host.Engine.SettleAsync(TestContext.Current.CancellationToken);
        await host.ParkAsync(limited);
        await host.Engine.SettleAsync(TestContext.Current.CancellationToken);

        host.Progress.Where(progress => progress.Change == StepChange.Waiting && progress.StepPath == "p")
            .Select(progress => Describe(progress.WaitsFor))
            .ShouldBe(["Permit k", $"Run {first}-2-1", "Permit k"]);
    }

    private static string Describe(IEnumerable<WaitView> waits) => string.Join(", ", waits.Select(Describe));

    private static string Describe(WaitView wait)
    {
        var task = wait.Title is { } title ? $" {title}[{string.Join('|', wait.Actions)}]" : "";
        var until = (wait.Until ?? wait.TimeoutAt) is { } end ? $" {end:HH:mm}" : "";
        return $"{wait.Kind} {wait.Name}{task}{until}";
    }
}
