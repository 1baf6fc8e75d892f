using Arch.Engine.Journal;
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
    [InlineData("wait: {for: 1h}", "Moment  10:00")]
    [InlineData("wait: {signal: go}, timeout: 2h", "Signal go 11:00")]
    [InlineData("wait: {any: [{signal: go}, {for: 1h}]}", "Signal go, Moment  10:00")]
    [InlineData("human: {title: 'Approve ${{ 5 }}', actions: [yes, no]}", "Person Approve 5 r:2[yes|no]")]
    [InlineData("human: {title: Approve, due: 1h}", "Person Approve 10:00 r:2[complete]")]
    public async Task Awaits_OfAStepThatBeginsToWait_AreTold(string step, string expected)
    {
        await using var host = new TestHost(change: options => options with { NewRunId = () => new RunId("r") });
        await host.ParkAsync($"steps: [{{id: w, {step}}}]");

        var progress = host.Progress.Single(progress => progress.Change == StepChange.Waiting);
        var waits = await WaitsAsync(host, new RunId("r"));

        Describe(progress.Awaits).ShouldBe(expected);
        waits.Select(wait => (wait.StepPath, Describe(wait.Awaits))).ShouldBe([("w", expected)]);
    }

    [Fact]
    public async Task Waits_PartOfAllThatIsMet_IsNotWaitedForAnyMore()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("steps: [{id: w, wait: {all: [{signal: one}, {signal: two}]}}]");

        await host.Engine.SignalAsync(id, "one");
        await host.Engine.SettleAsync(TestContext.Current.CancellationToken);
        var wait = (await WaitsAsync(host, id)).Single();

        Describe(wait.Awaits).ShouldBe("Signal two");
        wait.NeedsAll.ShouldBeTrue();
    }

    [Fact]
    public async Task Waits_CalledRunAndPermit_AreTold()
    {
        await using var host = new TestHost();
        host.Add("test.child", "arch: 1\nid: child\nnamespace: test\nsteps: [{id: w, wait: {signal: go}}]");
        var limited = "steps: [{id: p, call: test.child, concurrency: {key: k}}]";
        var first = await host.ParkAsync(limited);
        await host.Engine.SettleAsync(TestContext.Current.CancellationToken);
        var second = await host.ParkAsync(limited);
        await host.Engine.SettleAsync(TestContext.Current.CancellationToken);

        Describe((await WaitsAsync(host, first)).Single().Awaits).ShouldBe($"Run {first}-2-1");
        Describe((await WaitsAsync(host, second)).Single().Awaits).ShouldBe("Permit k");
    }

    [Fact]
    public async Task Waits_EndedRun_AreNone()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("steps: [{id: w, wait: {signal: go}}]");

        await host.Engine.SignalAsync(id, "go");
        await host.EndAsync(id);

        (await WaitsAsync(host, id)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<WaitingStep>> WaitsAsync(TestHost host, RunId id)
    {
        var run = (await host.Store.FindAsync(id))!;
        var definition = host.Restore((await host.Store.FindDefinitionAsync(run.Definition))!);
        return RunHistory.Waits(new RunDefinitions(definition), id, await host.Store.ReadAsync(id));
    }

    private static string Describe(IEnumerable<Awaited> awaits) => string.Join(", ", awaits.Select(Describe));

    private static string Describe(Awaited awaited)
    {
        var until = awaited.Until is { } end ? $" {end:HH:mm}" : "";
        var task = awaited.TaskId is { } id ? $" {id}[{string.Join('|', awaited.Actions)}]" : "";
        return $"{awaited.Kind} {awaited.Name}{until}{task}";
    }
}
