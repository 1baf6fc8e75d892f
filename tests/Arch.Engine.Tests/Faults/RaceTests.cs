using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;
using Arch.Sdk;

namespace Arch.Engine.Tests.Faults;

/// <summary>R30 and R31: what comes at the same moment from several threads counts once, in one order.</summary>
public sealed class RaceTests
{
    private static readonly int s_count = int.Parse(Environment.GetEnvironmentVariable("ARCH_RACES") ?? "2000", null);

    [Fact]
    public async Task Signals_BeforeAtAndAfterTheirWaits_AreEachTakenOnce()
    {
        await using var host = new TestHost();
        host.Engine.Start();
        var random = new Random(20261125);
        var (early, late) = (0, 0);
        for (var i = 0; i < s_count; i++)
        {
            var id = await host.StartAsync("""
                steps: [{id: a, uses: test.do@1}, {id: first, wait: {signal: go}}, {id: second, wait: {signal: go}}]
                outputs: {sum: {type: any, value: "${{ steps.first.outputs.data + steps.second.outputs.data }}"}}
                """);
            var turns = random.Next(3);
            await Task.WhenAll(
                Run(() => SignalAsync(host, id, 1, turns)),
                Run(() => SignalAsync(host, id, 2, 2 - turns)),
                Run(() => SayAsync(() => host.Engine.SignalAsync(id, "other"))));

            (await host.EndAsync(id)).Outputs["sum"].ShouldBe(Value.From(3), $"run {i}");
            var records = await host.Store.ReadAsync(id);
            var came = records.OfType<SignalReceived>().First(signal => signal.Name == "go").Sequence;
            var waited = records.OfType<StepOpened>().ElementAt(1).Sequence;
            (early, late) = came < waited ? (early + 1, late) : (early, late + 1);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"R30 resume-race | {s_count} runs, {early} signals before their wait, {late} after");
        early.ShouldBePositive("no signal came before its wait");
        late.ShouldBePositive("no signal came after its wait");
    }

    [Fact]
    public async Task CancelCompletionTimeOutAndRetry_AtTheSameMoment_EndTheRunOnce()
    {
        await using var host = new TestHost();
        host.Engine.Start();
        var statuses = new Dictionary<RunStatus, int>();
        for (var i = 0; i < s_count; i++)
        {
            var ends = new TaskCompletionSource();
            host.Steps["a"] = async (invocation, _) =>
            {
                await ends.Task;
                return invocation.Attempt == 1 && i % 3 == 0 ? throw TestHost.Fault() : "{}";
            };
            var id = await host.StartAsync("""
                timeout: 10s
                steps: [{id: a, uses: test.do@1, timeout: 5s, retry: {attempts: 2, delay: 5s}}]
                finally: [{id: over, emit: x}]
                """);

            await Task.WhenAll(
                Run(() => SayAsync(() => host.Engine.CancelAsync(id, "race")), turns: i % 4),
                Run(() => SetAsync(ends.SetResult), turns: i / 4 % 4),
                Run(() => SetAsync(() => host.Time.Advance(TimeSpan.FromSeconds(5))), turns: i / 16 % 4));
            var ended = host.EndAsync(id);
            while (!ended.IsCompleted)
            {
                host.Time.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAny(ended, Task.Delay(1, TestContext.Current.CancellationToken));
            }

            var run = await ended;
            statuses[run.Status] = statuses.GetValueOrDefault(run.Status) + 1;
            var records = await host.Store.ReadAsync(id);
            records.Count(record => record is RunEnded).ShouldBe(1, $"run {i}");
            records[^1].ShouldBeOfType<RunEnded>();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"R31 cancel-race | {s_count} runs, {string.Join(", ", statuses)}");

        // The race was one: it was won by more than one side.
        statuses.Count.ShouldBeGreaterThan(1, string.Join(", ", statuses));
    }

    // A side that lets others go first a few times does not win or lose every race, however the threads are dealt out.
    private static Task Run(Func<Task> side, int turns = 0) => Task.Run(
        async () =>
        {
            for (var i = 0; i < turns; i++)
            {
                await Task.Yield();
            }

            await side();
        },
        TestContext.Current.CancellationToken);

    private static Task SetAsync(Action side)
    {
        side();
        return Task.CompletedTask;
    }

    private static async Task SignalAsync(TestHost host, RunId id, int data, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            await Task.Yield();
        }

        await host.Engine.SignalAsync(id, "go", Value.From(data));
    }

    private static async Task SayAsync(Func<Task> say)
    {
        try
        {
            await say();
        }
        catch (ArchException exception) when (exception.Code == "ARCH3206")
        {
            // The run had ended before.
        }
    }
}
