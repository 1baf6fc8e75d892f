using Arch.Engine.History;
using Arch.Engine.Journal;
using Arch.Engine.Memory;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;
using Arch.Sdk;

namespace Arch.Engine.Tests.History;

/// <summary>Every one ends with a look at the store, which finds permits, waits and tasks that do not agree with the run.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task Retry_StepThatFailed_IsTriedOnceMoreWithTheResultsBefore()
    {
        await using var host = new TestHost();
        host.Steps["b"] = (call, _) => call.Attempt < 3 ? throw TestHost.Fault() : Task.FromResult("""{"v":"done"}""");
        var run = await host.RunAsync("""
            steps:
              - {id: a, uses: test.do@1, with: {v: 1}}
              - {id: b, uses: test.do@1, with: {v: "${{ steps.a.outputs.v }}"}, retry: {attempts: 2, delay: 0s}}
              - {id: c, uses: test.do@1, with: {v: "${{ steps.b.outputs.v }}"}}
            outputs: {v: {type: any, value: "${{ steps.c.outputs.v }}"}}
            """);
        run.Status.ShouldBe(RunStatus.Failed);

        await host.Engine.RetryAsync(run.RunId, "ada");
        var again = await host.EndAsync(run.RunId);

        (again.Status, ValueJson.ToJson(again.Outputs), again.Error, again.StartedAt).ShouldBe(
            (RunStatus.Succeeded, """{"v":"done"}""", null, run.StartedAt));
        host.Invocations.Select(call => (call.Node.Id, call.Attempt)).ShouldBe([("a", 1), ("b", 1), ("b", 2), ("b", 3), ("c", 1)]);
        host.Invocations.Select(call => call.IdempotencyKey).ShouldBeUnique();
        var view = await host.Engine.ViewAsync(run.RunId);
        var b = view.AllSteps().Single(step => step.Id == "b");
        b.Attempts.Select(attempt => (attempt.Number, attempt.Error?.Code)).ShouldBe([(1, "boom"), (2, "boom"), (3, null)]);
        view.Rewound.ShouldBe(1);
        (await host.Store.ReadAsync(run.RunId)).OfType<RunRewound>().Single().By.ShouldBe("ada");
    }

    [Fact]
    public async Task Retry_InlineStepThatFailed_IsEvaluatedAgain()
    {
        await using var host = new TestHost();
        host.Steps["a"] = (_, _) => Task.FromResult("""{"v":1}""");
        var run = await host.RunAsync("""
            vars: {n: {type: integer, default: 0}}
            steps:
              - {id: a, uses: test.do@1}
              - {id: b, fail: {message: "try ${{ run.id }}"}, when: steps.a.outputs.v === 1}
            """);

        await host.Engine.RetryAsync(run.RunId, stepPath: "b");
        (await host.EndAsync(run.RunId)).Error!.Step.ShouldBe("b");
        host.Steps["a"] = (_, _) => Task.FromResult("""{"v":2}""");
        await host.Engine.RetryAsync(run.RunId, stepPath: "a");

        (await host.EndAsync(run.RunId)).Status.ShouldBe(RunStatus.Succeeded);
        (await host.Engine.ViewAsync(run.RunId)).Rewound.ShouldBe(2);
    }

    [Fact]
    public async Task Retry_InALoop_KeepsTheIterationsThatSucceeded()
    {
        await using var host = new TestHost();
        var isBroken = true;
        host.Steps["w"] = (call, _) => isBroken && call.Input["x"] == Value.From(3)
            ? throw TestHost.Fault()
            : Task.FromResult(ValueJson.ToJson(call.Input));
        var run = await host.RunAsync("""
            steps: [{id: l, for: {each: "[1, 2, 3, 4]", as: x, collect: steps.w.outputs.x}, do: [{id: w, uses: test.do@1, with: {x: "${{ x }}"}}]}]
            outputs: {v: {type: any, value: "${{ steps.l.outputs.results }}"}}
            """);

        isBroken = false;
        await host.Engine.RetryAsync(run.RunId);

        ValueJson.ToJson((await host.EndAsync(run.RunId)).Outputs).ShouldBe("""{"v":[1,2,3,4]}""");
        host.Invocations.Select(call => call.StepPath).ShouldBe(["l[0]/w", "l[1]/w", "l[2]/w", "l[2]/w", "l[3]/w"]);
    }

    [Fact]
    public async Task Retry_BesideAttemptsThatWereCutOff_BeginsThemAnew()
    {
        await using var host = new TestHost();
        var isBroken = true;
        host.Steps["slow"] = async (_, token) =>
        {
            if (isBroken)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }

            return "{}";
        };
        host.Steps["bad"] = async (_, _) =>
        {
            await TestHost.UntilAsync(() => host.Invocations.Any(call => call.Node.Id == "slow"));
            return isBroken ? throw TestHost.Fault() : "{}";
        };
        var run = await host.RunAsync("steps: [{id: p, parallel: {a: [{id: slow, uses: test.do@1}], b: [{id: bad, uses: test.do@1}]}}]");

        isBroken = false;
        await host.Engine.RetryAsync(run.RunId);

        (await host.EndAsync(run.RunId)).Status.ShouldBe(RunStatus.Succeeded);
        host.Invocations.Where(call => call.Node.Id == "slow").Select(call => call.Attempt).ShouldBe([1, 2]);
        host.Invocations.Select(call => call.IdempotencyKey).ShouldBeUnique();
    }

    [Fact]
    public async Task Retry_CancelledRun_WaitsAgainForWhatItWaitedFor()
    {
        await using var host = new TestHost();
        host.Add("test.child", "arch: 1\nid: child\nnamespace: test\nsteps: [{id: w, wait: {signal: go}}]\n");
        var id = await host.ParkAsync("""
            steps:
              - id: p
                parallel:
                  a: [{id: h, human: {title: Look, due: 1d}}]
                  b: [{id: s, wait: {signal: go}}]
                  c: [{id: c, call: test.child}]
                  d: [{id: e, wait: {event: paid}}]
                  f: [{id: t, wait: {for: 2h}, timeout: 3h}]
            """);
        await host.Engine.CancelAsync(id, "no");
        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Cancelled);
        host.Time.Advance(TimeSpan.FromDays(10));

        await host.Engine.RetryAsync(id);
        var children = await TestHost.EventuallyAsync(
            async () => await host.Index.ListAsync(new() { Parent = id, Status = RunStatus.Waiting }),
            runs => runs.Count == 1);
        var task = (await host.Index.ListTasksAsync(new())).ShouldHaveSingleItem();
        task.DueAt.ShouldBe(host.Time.GetUtcNow().AddDays(1));
        await host.Engine.CompleteTaskAsync(task.Id, "complete");
        await host.Engine.SignalAsync(id, "go");
        await host.Engine.SignalAsync(children[0].RunId, "go");
        await host.Engine.PublishAsync(new BusEvent { Id = "1", Subject = "paid", At = host.Time.GetUtcNow() });

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task Retry_RunAndStepUnderLimits_WaitsForItsPermitsBeforeAnythingBegins()
    {
        await using var host = new TestHost();
        const string Workflow = """
            concurrency: {key: k}
            steps: [{id: g, group: [{id: a, uses: test.do@1}, {id: b, uses: test.do@1}], concurrency: {key: g, limit: 2}}]
            """;
        host.Steps["b"] = (_, _) => throw TestHost.Fault();
        var run = await host.RunAsync(Workflow);
        var holder = await host.ParkAsync("concurrency: {key: k}\nsteps: [{id: w, wait: {signal: go}}]");
        host.Steps.Remove("b");

        await host.Engine.RetryAsync(run.RunId);
        var waiting = await host.Engine.WaitAsync(run.RunId, TimeSpan.Zero, TestContext.Current.CancellationToken);
        var view = await host.Engine.ViewAsync(run.RunId);
        await host.Engine.SignalAsync(holder, "go");

        waiting.Status.ShouldBe(RunStatus.Waiting);
        view.WaitsFor.Select(wait => (wait.Kind, wait.Name)).ShouldBe([(WaitKind.Permit, "k")]);
        (await host.EndAsync(run.RunId)).Status.ShouldBe(RunStatus.Succeeded);
        host.Invocations.Select(call => (call.Node.Id, call.Attempt)).ShouldBe([("a", 1), ("b", 1), ("b", 2)]);
        (await host.Index.ListPermitsAsync(null, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Retry_WhileItWaitsForItsPermits_CanBeCancelledAndOutlivesItsHost()
    {
        await using var store = new MemoryJournalStore(new MemoryStoreOptions { KeepsEverything = true });
        var first = new TestHost(store);
        first.Steps["a"] = (_, _) => throw TestHost.Fault();
        var run = await first.RunAsync("concurrency: {key: k}\nsteps: [{id: a, uses: test.do@1}]\nfinally: [{id: over, uses: test.do@1}]");
        await first.ParkAsync("concurrency: {key: k}\nsteps: [{id: w, wait: {signal: go}}]");
        await first.Engine.RetryAsync(run.RunId);
        await first.Engine.WaitAsync(run.RunId, TimeSpan.Zero, TestContext.Current.CancellationToken);
        await first.DisposeAsync();

        await using var second = new TestHost(store.OpenAnother());
        await second.Engine.CancelAsync(run.RunId, "no");

        (await second.EndAsync(run.RunId)).Status.ShouldBe(RunStatus.Cancelled);
        second.Invocations.Select(call => call.Node.Id).ShouldBe(["over"]);
    }

    [Fact]
    public async Task Retry_TimedOutRunAndGroup_HaveTheirTimeAgain()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("""
            timeout: 2h
            steps: [{id: g, group: [{id: w, wait: {signal: go}}], timeout: 3h}]
            """);
        host.Time.Advance(TimeSpan.FromHours(2));
        (await host.EndAsync(id)).Error!.Kind.ShouldBe(StepErrorKinds.Timeout);
        host.Time.Advance(TimeSpan.FromDays(1));

        await host.Engine.RetryAsync(id);
        var waiting = await host.Engine.WaitAsync(id, TimeSpan.Zero, TestContext.Current.CancellationToken);
        waiting.DueAt.ShouldBe(host.Time.GetUtcNow().AddHours(2));
        await host.Engine.SignalAsync(id, "go");

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task Retry_StepInARolledBackTry_DoesTheWholeTryAgain()
    {
        await using var host = new TestHost();
        host.Steps["charge"] = (_, _) => throw TestHost.Fault();
        var run = await host.RunAsync("""
            steps:
              - {id: a, uses: test.do@1}
              - id: t
                try: [{id: book, uses: test.do@1, compensate: [{id: unbook, uses: test.do@1}]}, {id: charge, uses: test.do@1}]
                rollback: true
            """);
        host.Steps.Remove("charge");

        await host.Engine.RetryAsync(run.RunId);

        (await host.EndAsync(run.RunId)).Status.ShouldBe(RunStatus.Succeeded);
        host.Invocations.Select(call => call.Node.Id).ShouldBe(["a", "book", "charge", "unbook", "book", "charge"]);
        host.Invocations.Select(call => call.IdempotencyKey).ShouldBeUnique();
    }

    [Fact]
    public async Task Retry_RunThatWasUndone_IsRefused()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("""
            steps: [{id: book, uses: test.do@1, compensate: [{id: unbook, uses: test.do@1}]}, {id: w, wait: {signal: go}}]
            """);
        await host.Engine.CancelAsync(id, "no", compensate: true);
        await host.EndAsync(id);

        (await CodeOfAsync(() => host.Engine.RetryAsync(id))).ShouldBe("ARCH3223");
        (await host.Engine.ViewAsync(id)).Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task Retry_RunThatWasRefusedOrHasWrongOutputs_GoesOnFromThere()
    {
        await using var host = new TestHost();
        var refused = await host.RunAsync("checks: [{when: false, message: never}]\nsteps: [{id: a, uses: test.do@1}]");
        var wrong = await host.RunAsync("""
            steps: [{id: a, uses: test.do@1, with: {v: x}}]
            outputs: {n: {type: integer, value: "${{ steps.a.outputs.v }}"}}
            """);

        await host.Engine.RetryAsync(refused.RunId);
        await host.Engine.RetryAsync(wrong.RunId);

        (await host.EndAsync(refused.RunId)).Error!.Code.ShouldBe("check_failed");
        (await host.EndAsync(wrong.RunId)).Status.ShouldBe(RunStatus.Failed);
        host.Invocations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Retry_SignalThatCameSince_IsNotLost()
    {
        await using var host = new TestHost();
        var ends = new TaskCompletionSource();
        host.Steps["handler"] = async (_, _) =>
        {
            await ends.Task;
            return "{}";
        };
        host.Steps["a"] = (_, _) => throw TestHost.Fault();
        var id = await host.StartAsync("""
            steps: [{id: a, uses: test.do@1}, {id: w, wait: {signal: go}}]
            finally: [{id: handler, uses: test.do@1}]
            """);
        await TestHost.UntilAsync(() => host.Invocations.Any(call => call.Node.Id == "handler"));
        await host.Engine.SignalAsync(id, "go");
        await TestHost.UntilAsync(() => host.Engine.ViewAsync(id).GetAwaiter().GetResult().Signals.Length == 1);
        ends.SetResult();
        await host.EndAsync(id);
        host.Steps.Remove("a");

        await host.Engine.RetryAsync(id);

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task Retry_RunThatCannotBe_SaysWhy()
    {
        await using var host = new TestHost();
        var waiting = await host.ParkAsync("steps: [{id: w, wait: {signal: go}}]");
        var succeeded = await host.RunAsync("steps: [{id: a, emit: x}]");
        var failed = await host.RunAsync("steps: [{id: a, fail: {message: m}}]");
        await using var forgetful = new MemoryJournalStore();
        await using var other = new TestHost(forgetful) { IsForgetful = true };
        var forgotten = await other.RunAsync("steps: [{id: a, fail: {message: m}}]");

        (await CodeOfAsync(() => host.Engine.RetryAsync(new RunId("nobody")))).ShouldBe("ARCH3204");
        (await CodeOfAsync(() => host.Engine.RetryAsync(waiting))).ShouldBe("ARCH3220");
        (await CodeOfAsync(() => host.Engine.RetryAsync(succeeded.RunId))).ShouldBe("ARCH3221");
        (await CodeOfAsync(() => host.Engine.RetryAsync(failed.RunId, stepPath: "b"))).ShouldBe("ARCH3222");
        (await CodeOfAsync(() => other.Engine.RetryAsync(forgotten.RunId))).ShouldBe("ARCH3224");
    }

    [Fact]
    public async Task Retry_LongRunWithSnapshots_IsReadBackAsItGoesOn()
    {
        await using var store = new MemoryJournalStore(new MemoryStoreOptions { KeepsEverything = true });
        var first = new TestHost(store, change: options => options with { SnapshotEvery = 5 });
        first.Steps["b"] = (_, _) => throw TestHost.Fault();
        var run = await first.RunAsync("""
            steps:
              - {id: l, for: {each: "[1, 2, 3, 4, 5, 6]", as: x}, do: [{id: a, uses: test.do@1, with: {x: "${{ x }}"}}]}
              - {id: b, uses: test.do@1}
              - {id: w, wait: {signal: go}}
            """);
        first.Steps.Remove("b");
        await first.Engine.RetryAsync(run.RunId);
        await first.Engine.WaitAsync(run.RunId, TimeSpan.Zero, TestContext.Current.CancellationToken);
        await first.DisposeAsync();

        var (proxy, watch) = WatchedStore.Over(store.OpenAnother());
        await using var second = new TestHost(proxy);
        await second.Engine.SignalAsync(run.RunId, "go");

        (await second.EndAsync(run.RunId)).Status.ShouldBe(RunStatus.Succeeded);
        watch.Calls.ShouldNotContain("ReadAsync");
    }

    private static async Task<string> CodeOfAsync(Func<Task> act) => (await Should.ThrowAsync<ArchException>(act)).Code;
}
