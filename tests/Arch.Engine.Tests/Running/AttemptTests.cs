using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;

namespace Arch.Engine.Tests.Running;

public sealed class AttemptTests
{
    [Fact]
    public async Task Retry_FailsTwice_SucceedsAtTheThirdWithTheDelaysAsked()
    {
        await using var host = new TestHost();
        host.Steps["a"] = (invocation, _) => invocation.Attempt < 3 ? throw TestHost.Fault(retryable: true) : Task.FromResult("""{"ok":true}""");

        var run = await host.RunThroughTimeAsync("""
            steps: [{id: a, uses: test.do@1, retry: {attempts: 5, delay: 1s, backoff: exponential}}]
            outputs: {n: {type: any, value: "${{ steps.a.attempts }}"}}
            """);

        run.Outputs["n"].ShouldBe(Value.From(3));
        host.Invocations.Select(i => i.IdempotencyKey)
            .ShouldBe([$"{run.RunId}/a/2.1", $"{run.RunId}/a/2.2", $"{run.RunId}/a/2.3"]);
        host.Progress.Where(p => p.Change == StepChange.AttemptFailed).Select(p => p.DueAt!.Value - p.At)
            .ShouldBe([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)]);
    }

    [Fact]
    public async Task Retry_WhenIsFalse_FailsAtOnce()
    {
        await using var host = new TestHost();
        host.Steps["a"] = (_, _) => throw TestHost.Fault(status: 404);

        var run = await host.RunAsync("""
            steps: [{id: a, uses: test.do@1, retry: {attempts: 5, delay: 1s, when: error.status >= 500}}]
            """);

        (run.Error!.Status, run.Error.Attempt, host.Invocations.Count).ShouldBe((404, 1, 1));
        run.Error.Details["why"].ShouldBe(Value.From("test"));
    }

    [Fact]
    public async Task Retry_OfABlock_RunsItsStepsAgain()
    {
        await using var host = new TestHost();
        var calls = 0;
        host.Steps["b"] = (_, _) => ++calls < 2 ? throw TestHost.Fault() : Task.FromResult("{}");

        var run = await host.RunThroughTimeAsync("""
            steps: [{id: g, retry: {attempts: 2, delay: 1s}, group: [{id: a, uses: test.do@1}, {id: b, uses: test.do@1}]}]
            """);

        run.Status.ShouldBe(RunStatus.Succeeded);
        host.Invocations.Select(i => i.Node.Id).ShouldBe(["a", "b", "a", "b"]);
    }

    [Fact]
    public async Task Timeout_OfAStep_StopsItAndFailsWithKindTimeout()
    {
        await using var host = new TestHost();
        var stopped = new TaskCompletionSource();
        host.Steps["a"] = async (_, token) =>
        {
            await using var registration = token.Register(stopped.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return "{}";
        };

        var run = await host.RunThroughTimeAsync("steps: [{id: a, uses: test.do@1, timeout: 5s}]");

        (run.Status, run.Error!.Kind, run.Error.Step).ShouldBe((RunStatus.Failed, "timeout", "a"));
        await stopped.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Timeout_OfTheWorkflow_IsHandledByItsCatchAndRunsFinally()
    {
        await using var host = new TestHost();

        var run = await host.RunThroughTimeAsync("""
            timeout: 2s
            steps: [{id: w, wait: {for: 1d}}]
            catch: [{do: [{id: c, return: {kind: "${{ error.kind }}"}}]}]
            finally: [{id: f, emit: over}]
            """);

        run.Status.ShouldBe(RunStatus.Succeeded, run.Error?.Message);
        run.Outputs["kind"].ShouldBe(Value.From("timeout"));
        await host.Engine.SettleAsync(TestContext.Current.CancellationToken);
        host.Events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Wait_ForAWhile_TakesThatLong()
    {
        await using var host = new TestHost();

        var run = await host.RunThroughTimeAsync("steps: [{id: w, wait: {for: 90s}}, {id: u, wait: {until: \"'2026-11-23T09:05:00Z'\"}}]");

        run.Status.ShouldBe(RunStatus.Succeeded, run.Error?.Message);
        run.EndedAt!.Value.ShouldBeGreaterThanOrEqualTo(new DateTimeOffset(2026, 11, 23, 9, 5, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task ParallelAny_OneBranchSucceeds_CancelsTheOthers()
    {
        await using var host = new TestHost();
        host.Steps["slow"] = async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return "{}";
        };

        var run = await host.RunAsync("""
            steps:
              - {id: p, join: any, parallel: {a: [{id: slow, uses: test.do@1}], b: [{id: fast, uses: test.do@1}]}}
            """);

        run.Status.ShouldBe(RunStatus.Succeeded, run.Error?.Message);
        host.Path().ShouldBe("fast slowx p");
    }

    [Fact]
    public async Task Cancel_InsideTry_RunsEveryFinallyAndEndsCancelled()
    {
        await using var host = new TestHost();
        var begun = new TaskCompletionSource();
        host.Steps["slow"] = async (_, token) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return "{}";
        };
        var id = await host.StartAsync("""
            steps:
              - id: t
                try: [{id: slow, uses: test.do@1}]
                catch: [{do: [{id: never, emit: caught}]}]
                finally: [{id: inner, emit: inner}]
              - {id: after, uses: test.do@1}
            finally: [{id: outer, emit: outer, data: {status: "${{ run.status }}"}}]
            """);
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);

        await host.Engine.CancelAsync(id, "Enough.");
        var run = await host.Engine.WaitAsync(id, cancellationToken: TestContext.Current.CancellationToken);

        (run.Status, run.Error!.Kind, run.Error.Message).ShouldBe((RunStatus.Cancelled, "cancelled", "Enough."));
        await host.Engine.SettleAsync(TestContext.Current.CancellationToken);
        host.Events.ShouldBe([("inner", "{}"), ("outer", """{"status":"cancelled"}""")], ignoreOrder: false);
    }

    [Fact]
    public async Task For_WithConcurrency_NeverRunsMoreAtOnce()
    {
        await using var host = new TestHost();
        var (running, most) = (0, 0);
        using var gate = new SemaphoreSlim(0);
        host.Steps["s"] = async (_, token) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            if (running == 3)
            {
                gate.Release(1_000);
            }

            await gate.WaitAsync(token);
            Interlocked.Decrement(ref running);
            return "{}";
        };

        var run = await host.RunAsync("""
            steps: [{id: l, for: {each: "[1,2,3,4,5,6,7,8,9]", as: x, concurrency: 3}, do: [{id: s, uses: test.do@1}]}]
            """);

        run.Status.ShouldBe(RunStatus.Succeeded, run.Error?.Message);
        most.ShouldBe(3);
    }
}
