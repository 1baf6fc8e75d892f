using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;

namespace Arch.Engine.Tests.Running;

public sealed class LimitTests
{
    private const string Queued = """
        concurrency: {key: one}
        steps: [{id: w, wait: {signal: go}}]
        """;

    [Fact]
    public async Task RunLimit_Queue_LetsRunsGoOneAfterTheOther()
    {
        await using var host = new TestHost();
        var first = await host.ParkAsync(Queued);
        var second = await host.ParkAsync(Queued);
        var third = await host.ParkAsync(Queued);
        foreach (var id in new[] { third, second, first })
        {
            await host.Engine.SignalAsync(id, "go");
        }

        await host.EndAsync(first);
        await host.EndAsync(second);
        (await host.EndAsync(third)).Status.ShouldBe(RunStatus.Succeeded);
        host.Progress.Where(p => p.Change == Progress.StepChange.Succeeded).Select(p => p.RunId).ShouldBe([first, second, third]);
        (await host.Index.ListPermitsAsync(null, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task RunLimit_Holders_AreVisible()
    {
        await using var host = new TestHost();
        var first = await host.ParkAsync(Queued);
        var second = await host.ParkAsync(Queued);

        (await host.Index.ListPermitsAsync("one", 10)).Select(p => (p.RunId, p.IsGranted)).ShouldBe([(first, true), (second, false)]);
    }

    [Theory]
    [InlineData("skip", RunStatus.Cancelled)]
    [InlineData("fail", RunStatus.Failed)]
    public async Task RunLimit_SkipOrFail_EndsTheSecond(string policy, RunStatus expected)
    {
        await using var host = new TestHost();
        var workflow = Queued.Replace("key: one", $"key: one, on_limit: {policy}", StringComparison.Ordinal);
        var first = await host.ParkAsync(workflow);

        var second = await host.RunAsync(workflow);

        (second.Status, second.Error!.Code).ShouldBe((expected, "concurrency_limit"));
        second.Error.Message.ShouldBe($"The concurrency key 'one' is held by run '{first}'.");
    }

    [Fact]
    public async Task RunLimit_Replace_CancelsTheHolder()
    {
        await using var host = new TestHost();
        var workflow = Queued.Replace("key: one", "key: one, on_limit: replace", StringComparison.Ordinal);
        var first = await host.ParkAsync(workflow);
        var second = await host.StartAsync(workflow);

        (await host.EndAsync(first)).Status.ShouldBe(RunStatus.Cancelled);
        await host.Engine.SignalAsync(second, "go");
        (await host.EndAsync(second)).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task StepLimit_AcrossBranches_LetsOneGoAtATime()
    {
        await using var host = new TestHost();
        var running = 0;
        var most = 0;
        host.Steps["s"] = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return "{}";
        };

        var run = await host.RunAsync("""
            steps:
              - id: loop
                for: {each: "[1, 2, 3, 4]", concurrency: 4}
                do: [{id: s, uses: test.do@1, concurrency: {key: shared}}]
            """);

        (run.Status, most).ShouldBe((RunStatus.Succeeded, 1));
    }

    [Fact]
    public async Task StepLimit_QueueMax_FailsTheStepTooMany()
    {
        await using var host = new TestHost();
        var run = await host.RunThroughTimeAsync("""
            steps:
              - id: p
                join: settled
                parallel:
                  a: [{id: a, wait: {for: 1s}, concurrency: {key: k, queue_max: 1}}]
                  b: [{id: b, wait: {for: 1s}, concurrency: {key: k, queue_max: 1}, on_error: continue}]
                  c: [{id: c, uses: test.do@1, concurrency: {key: k, queue_max: 1}, on_error: continue}]
              - {id: done, return: {c: "${{ steps.c?.error?.code }}"}}
            outputs: {c: {type: any}}
            """);

        ValueJson.ToJson(run.Outputs).ShouldBe("""{"c":"concurrency_limit"}""");
    }

    [Fact]
    public async Task Idempotency_SameKey_GivesTheFirstRun()
    {
        await using var host = new TestHost();
        const string Workflow = """
            inputs: {order: {type: string}}
            idempotency: order-${{ inputs.order }}
            steps: [{id: w, wait: {signal: go}}]
            """;
        var first = await host.ParkAsync(Workflow, """{"order":"7"}""");

        var again = await host.StartAsync(Workflow, """{"order":"7"}""");
        var other = await host.StartAsync(Workflow, """{"order":"8"}""");

        again.ShouldBe(first);
        other.ShouldNotBe(first);
    }

    [Fact]
    public async Task Cache_SameKey_RunsTheStepOnceUntilItExpires()
    {
        await using var host = new TestHost();
        const string Workflow = """
            steps: [{id: s, uses: test.do@1, with: {v: 1}, cache: {key: k, ttl: 1h}}]
            outputs: {v: {type: any, value: "${{ steps.s.outputs.v }}"}}
            """;

        await host.RunAsync(Workflow);
        var cached = await host.RunAsync(Workflow);
        host.Time.Advance(TimeSpan.FromHours(2));
        await host.RunAsync(Workflow);

        cached.Outputs["v"].ShouldBe(Value.From(1));
        host.Invocations.Count.ShouldBe(2);
    }
}
