using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;

namespace Arch.Engine.Tests.Running;

public sealed class OperationTests
{
    [Fact]
    public async Task Pause_LetsTheAttemptUnderWayEndAndBeginsNothing()
    {
        await using var host = new TestHost();
        var ends = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        host.Steps["a"] = async (_, _) =>
        {
            begun.SetResult();
            await ends.Task;
            return "{}";
        };
        var id = await host.StartAsync("steps: [{id: a, uses: test.do@1}, {id: b, uses: test.do@1}]");
        await begun.Task;

        await host.Engine.PauseAsync(id, "look at it");
        ends.SetResult();
        var paused = await host.Engine.WaitAsync(id, TimeSpan.Zero, TestContext.Current.CancellationToken);
        host.Path().ShouldBe("a");
        await host.Engine.ResumeAsync(id);

        paused.Status.ShouldBe(RunStatus.Paused);
        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Succeeded);
        host.Path().ShouldBe("a b");
    }

    [Fact]
    public async Task Pause_PastTheEndOfAWait_HoldsUntilResumed()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("steps: [{id: w, wait: {for: 1h}}, {id: a, uses: test.do@1}]");

        await host.Engine.PauseAsync(id, "later");
        await TestHost.UntilAsync(() => host.Store.FindAsync(id).AsTask().GetAwaiter().GetResult()!.Status == RunStatus.Paused);
        host.Time.Advance(TimeSpan.FromHours(2));
        host.Invocations.ShouldBeEmpty();
        await host.Engine.ResumeAsync(id);

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task Cancel_APausedRun_StillRunsItsFinally()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("""
            steps: [{id: w, wait: {signal: go}}]
            finally: [{id: over, uses: test.do@1}]
            """);

        await host.Engine.PauseAsync(id, "later");
        await host.Engine.CancelAsync(id, "never");

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Cancelled);
        host.Path().ShouldBe("wx over");
    }

    [Fact]
    public async Task Call_Waiting_LeavesMemoryAndHearsOfTheEnd()
    {
        await using var host = new TestHost();
        host.Add("test.child", """
            arch: 1
            id: child
            namespace: test
            inputs: {n: {type: integer}}
            steps: [{id: w, wait: {signal: go}}]
            outputs: {n: {type: integer, value: "${{ inputs.n * 2 }}"}}
            """);
        var parent = await host.ParkAsync("""
            steps: [{id: c, call: test.child, with: {n: 21}}]
            outputs: {n: {type: integer, value: "${{ steps.c.outputs.n }}"}}
            """);
        var child = (await host.Index.ListAsync(new() { Parent = parent })).ShouldHaveSingleItem();

        await host.Engine.SignalAsync(child.RunId, "go");

        ValueJson.ToJson((await host.EndAsync(parent)).Outputs).ShouldBe("""{"n":42}""");
    }

    [Fact]
    public async Task Cancel_ACaller_CancelsTheRunItWaitsFor()
    {
        await using var host = new TestHost();
        host.Add("test.child", "arch: 1\nid: child\nnamespace: test\nsteps: [{id: w, wait: {signal: go}}]\n");
        var parent = await host.ParkAsync("steps: [{id: c, call: test.child}]");
        var child = (await host.Index.ListAsync(new() { Parent = parent })).Single();

        await host.Engine.CancelAsync(parent, "stop");

        (await host.EndAsync(parent)).Status.ShouldBe(RunStatus.Cancelled);
        (await host.EndAsync(child.RunId)).Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task RunRetry_AFailedRun_BeginsAgainWithNothingButItsInputs()
    {
        await using var host = new TestHost();
        var tries = 0;
        host.Steps["b"] = (_, _) => ++tries < 3 ? throw TestHost.Fault() : Task.FromResult("{}");

        var run = await host.RunThroughTimeAsync("""
            retry: {attempts: 3, delay: 10s}
            vars: {n: {type: integer, default: 0}}
            steps: [{id: a, set: {n: "${{ vars.n + 1 }}"}}, {id: b, uses: test.do@1}]
            outputs: {n: {type: integer, value: "${{ vars.n }}"}, attempt: {type: integer, value: "${{ run.attempt }}"}}
            """);

        ValueJson.ToJson(run.Outputs).ShouldBe("""{"n":1,"attempt":3}""");
    }

    [Fact]
    public async Task Parallel_WhatBeginsAndIsStoppedAtOnce_LeavesNeitherATaskNorAPermit()
    {
        await using var host = new TestHost();

        await host.ParkAsync("""
            steps:
              - id: p
                parallel:
                  a: [{id: h, human: {title: Look}}]
                  b: [{id: l, uses: test.do@1, concurrency: {key: k}}]
                  c: [{id: f, fail: {message: m}}]
                on_error: continue
              - {id: w, wait: {signal: go}}
            """);

        (await host.Index.ListTasksAsync(new())).ShouldBeEmpty();
        (await host.Index.ListPermitsAsync(null, 10)).ShouldBeEmpty();
    }
}
