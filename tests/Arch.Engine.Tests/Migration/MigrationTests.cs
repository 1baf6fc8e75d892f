using Arch.Engine.History;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.Migration;

/// <summary>Each ends with a look at the store, which folds every journal anew and compares it with what is kept beside it.</summary>
public sealed class MigrationTests
{
    private const string Before = """
        inputs: {n: {type: integer, default: 1}}
        vars: {seen: {type: integer, default: 0}, old: {type: string, default: x}}
        steps:
          - {id: a, uses: test.do@1, with: {v: "${{ inputs.n }}"}}
          - {id: s, set: {seen: "${{ vars.seen + 1 }}"}}
          - {id: w, wait: {signal: go}}
          - {id: c, uses: test.do@1, with: {v: "before"}}
        outputs: {v: {type: any, value: "${{ steps.c.outputs.v }}"}}
        """;

    private const string After = """
        inputs: {n: {type: integer, default: 1}, extra: {type: string, default: more}}
        vars: {fresh: {type: integer, default: 7}, seen: {type: integer, default: 0}}
        steps:
          - {id: a, name: First, uses: test.do@1, with: {v: "changed, but has run"}}
          - {id: s, set: {seen: "${{ vars.seen + 100 }}"}}
          - {id: w, name: Wait, wait: {signal: "go"}} # only its layout differs
          - id: new
            if: ${{ vars.seen === 1 }}
            then: [{id: d, uses: test.do@1, with: {v: "${{ [steps.a.outputs.v, vars.fresh, inputs.extra] }}"}}]
          - {id: c, uses: test.do@1, with: {v: "after"}}
        outputs: {v: {type: any, value: "${{ [steps.d?.outputs.v, steps.c.outputs.v] }}"}}
        """;

    [Fact]
    public async Task Migrate_ToAVersionThatDiffersLater_GoesOnWithItAndTheResultsSoFar()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync(Before, """{"n":5}""");
        var to = Version(host, After);

        await host.Engine.MigrateAsync(id, to, "ada");
        await TestHost.EventuallyAsync(() => host.Store.FindAsync(id).AsTask(), run => run!.Definition == to.Id);
        await host.Engine.SignalAsync(id, "go");
        var run = await host.EndAsync(id);

        ValueJson.ToJson(run.Outputs).ShouldBe("""{"v":[[5,7,"more"],"after"]}""");
        run.Definition.ShouldBe(to.Id);
        host.Invocations.Select(call => call.StepPath).ShouldBe(["a", "d", "c"]);
        (await host.Store.ReadAsync(id)).OfType<RunMigrated>().Single().By.ShouldBe("ada");
        var view = await host.Engine.ViewAsync(id);
        (view.Definition, ValueJson.ToJson(view.Variables), ValueJson.ToJson(view.Inputs)).ShouldBe(
            (to.Id, """{"seen":1,"fresh":7}""", """{"n":5,"extra":"more"}"""));
    }

    [Fact]
    public async Task Migrate_InALoop_TheIterationsToComeHaveTheNewBody()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync(Loop("{id: b, uses: test.do@1, with: {v: \"${{ x }}\"}}"));
        await host.Engine.SignalAsync(id, "go");
        await TestHost.EventuallyAsync(() => host.Engine.ViewAsync(id), view => WaitsIn(view, "l[1]/w"));

        await MigrateAsync(host, id, Version(host, Loop("{id: between, set: {t: \"${{ vars.t + x }}\"}}, {id: b, uses: test.do@1, with: {v: \"${{ x * 100 + vars.t }}\"}}")));
        await host.Engine.SignalAsync(id, "go");
        await host.Engine.SignalAsync(id, "go");

        ValueJson.ToJson((await host.EndAsync(id)).Outputs).ShouldBe("""{"v":[1,202,305]}""");
    }

    [Fact]
    public async Task Migrate_WithStepsToUndo_UndoesThemAsTheNewVersionSays()
    {
        await using var host = new TestHost();
        const string Saga = """
            steps:
              - id: t
                rollback: true
                try:
                  - {id: pay, uses: test.do@1, compensate: [{id: repay, uses: test.do@1, with: {v: all}}]}
                  - {id: book, uses: test.do@1, with: {v: 3}, compensate: [{id: undo, uses: test.do@1, with: {v: old}}]}
                  - {id: w, wait: {signal: go}}
                  - {id: f, fail: {message: no}}
            """;
        var id = await host.ParkAsync(Saga);

        // More steps to undo one give those behind it other numbers.
        await MigrateAsync(host, id, Version(host, Saga
            .Replace("with: {v: all}}", "with: {v: half}}, {id: rest, uses: test.do@1, with: {v: rest}}", StringComparison.Ordinal)
            .Replace("[{id: undo, uses: test.do@1, with: {v: old}}]", "[{id: tell, uses: test.do@1, with: {v: told}}, {id: mend, uses: test.do@1, with: {v: \"${{ steps.book.outputs.v + 1 }}\"}}]", StringComparison.Ordinal)));
        await host.Engine.SignalAsync(id, "go");
        await host.EndAsync(id);

        host.Invocations.Select(call => (call.Node.Id, ValueJson.ToJson(call.Input["v"]))).Skip(1)
            .ShouldBe([("book", "3"), ("tell", "\"told\""), ("mend", "4"), ("repay", "\"half\""), ("rest", "\"rest\"")]);
    }

    [Fact]
    public async Task Migrate_BranchesAndGraph_AreFoundAgain()
    {
        await using var host = new TestHost();
        const string Flow = """
            steps:
              - id: p
                parallel:
                  one: [{id: h, human: {title: Look}}, {id: after, uses: test.do@1, with: {v: one}}]
                  two:
                    - id: g
                      graph:
                        - {id: x, uses: test.do@1}
                        - {id: y, wait: {any: [{signal: go}, {for: 1d}]}, needs: [x]}
                        - {id: z, uses: test.do@1, needs: [y], with: {v: two}}
            """;
        var id = await host.ParkAsync(Flow);

        await MigrateAsync(host, id, Version(host, Flow
            .Replace("v: one", "v: uno", StringComparison.Ordinal)
            .Replace("needs: [y], with: {v: two}", "needs: [y], with: {v: due}", StringComparison.Ordinal)
            .Replace("steps:\n", "steps:\n  # moved down\n\n", StringComparison.Ordinal)));
        await host.Engine.SignalAsync(id, "go");
        await host.Engine.CompleteTaskAsync((await host.Index.ListTasksAsync(new())).Single().Id, "complete");

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Succeeded);
        host.Invocations.Select(call => (call.Node.Id, ValueJson.ToJson(call.Input["v"]))).Skip(1).Order()
            .ShouldBe([("after", "\"uno\""), ("z", "\"due\"")]);
    }

    // The step would wait for ever for a need that nothing meets any more.
    [Fact]
    public async Task Migrate_GraphUnderWayWithOtherNeeds_IsRefused()
    {
        await using var host = new TestHost();
        const string Flow = """
            steps:
              - id: g
                graph:
                  - {id: x, wait: {signal: go}}
                  - {id: y, uses: test.do@1, needs: [x]}
            """;
        var id = await host.ParkAsync(Flow);

        var refusal = await Should.ThrowAsync<ArchException>(() =>
            host.Engine.MigrateAsync(id, Version(host, Flow.Replace(", needs: [x]", "", StringComparison.Ordinal))));

        refusal.Message.ShouldContain("Step 'g': It is under way, but its graph has other steps or needs in the new version.");
    }

    [Fact]
    public async Task Migrate_ThenBackPastIt_HasItsFirstVersionAgain()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync(Before);
        var first = (await host.Store.FindAsync(id))!.Definition;
        await MigrateAsync(host, id, Version(host, After));
        await host.Engine.CancelAsync(id, "enough");
        await host.EndAsync(id);

        await host.Engine.RetryAsync(id, stepPath: "w");
        await TestHost.EventuallyAsync(() => host.Engine.ViewAsync(id), view => WaitsIn(view, "w"));
        await host.Engine.SignalAsync(id, "go");

        var run = await host.EndAsync(id);
        (run.Definition, ValueJson.ToJson(run.Outputs)).ShouldBe((first, """{"v":"before"}"""));
    }

    [Theory]
    [InlineData("id: w, wait: {signal: go}", "id: w, wait: {signal: stop}", "Step 'w': It is under way, but the new version has another 'wait' for it.")]
    [InlineData("id: w, wait: {signal: go}", "id: w, wait: {signal: go}, timeout: 1h", "Step 'w': It is under way, but the new version has another 'timeout' for it.")]
    [InlineData("id: w, wait", "id: other, wait", "Step 'w': It is under way, but the new version has no such step in the same place.")]
    [InlineData("- {id: s,", "- {id: between, uses: test.do@1}\n  - {id: s,", "Step 's': It has begun as number 2 of its block, but the new version has the uses step 'between' there.")]
    [InlineData("seen: {type: integer, default: 0}", "seen: {type: string, default: x}", "Variable 'seen' must be a string, but is 1 (a number).")]
    [InlineData("inputs: {n: {type: integer, default: 1}}", "inputs: {n: {type: integer, default: 1}, m: {type: integer}}", "Its inputs do not fit:")]
    [InlineData("id: a, uses: test.do@1,", "id: a, uses: test.do@1, outputs: {missing: {type: integer}},", "Step 'a': It has run; what it gave does not fit the new version. The output: 'missing' is missing")]
    public async Task Migrate_WhatHasBegunDiffers_SaysWhyAndStaysAsItIs(string before, string after, string reason)
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync(Before);
        var records = (await host.Store.ReadAsync(id)).Count;
        var to = Version(host, Before
            .Replace(before, after, StringComparison.Ordinal)
            .Replace("vars.seen + 1", "1", StringComparison.Ordinal)
            .Replace("set: {seen: \"${{ 1 }}\"}", after.Contains("type: string", StringComparison.Ordinal) ? "set: {seen: y}" : "set: {seen: \"${{ 1 }}\"}", StringComparison.Ordinal));

        var plan = await host.Engine.PlanMigrationAsync(id, to);
        var refusal = await Should.ThrowAsync<ArchException>(() => host.Engine.MigrateAsync(id, to));

        plan.IsSafe.ShouldBeFalse();
        (refusal.Code, (await host.Store.ReadAsync(id)).Count).ShouldBe(("ARCH3227", records));
        refusal.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Migrate_RunThatIsBeingEnded_IsRefused()
    {
        await using var host = new TestHost();
        const string Ending = """
            steps: [{id: w, wait: {signal: go}}]
            finally: [{id: last, wait: {signal: really}}]
            """;
        var id = await host.ParkAsync(Ending);
        await host.Engine.CancelAsync(id, "enough");
        await TestHost.EventuallyAsync(() => host.Engine.ViewAsync(id), view => WaitsIn(view, "last"));

        var refusal = await Should.ThrowAsync<ArchException>(() => host.Engine.MigrateAsync(id, Version(host, Ending + " # new")));

        refusal.Message.ShouldContain("about to end");
    }

    [Fact]
    public async Task Migrate_BlockWhoseLastStepEndedItWhileTheRunIsPaused_IsRefused()
    {
        await using var host = new TestHost();
        var gate = new TaskCompletionSource();
        host.Steps["a"] = async (_, _) =>
        {
            await gate.Task;
            throw new StepException("no", "It fails.");
        };
        const string Flow = "steps: [{id: a, uses: test.do@1}]\ncatch: [{do: [{id: c, uses: test.do@1}]}]\n";
        var id = await host.StartAsync(Flow);
        await host.Engine.PauseAsync(id, "look", "ada");
        await TestHost.EventuallyAsync(() => host.Store.ReadAsync(id).AsTask(), records => records.OfType<RunPaused>().Any());
        gate.SetResult();
        await TestHost.EventuallyAsync(() => host.Store.ReadAsync(id).AsTask(), records => records.OfType<StepClosed>().Any());

        var plan = await host.Engine.PlanMigrationAsync(id, Version(host, Flow + "# new\n"));

        plan.Problems.Single().Message.ShouldContain("about to end");
    }

    [Fact]
    public async Task Migrate_WaitForAllThatTimedOut_IsNoReasonToRefuse()
    {
        await using var host = new TestHost();
        const string Flow = """
            steps:
              - {id: all, wait: {all: [{signal: go}, {signal: more}], timeout: 1s, on_timeout: continue}}
              - {id: w, wait: {signal: end}}
            """;
        var id = await host.ParkAsync(Flow);
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await TestHost.EventuallyAsync(() => host.Engine.ViewAsync(id), view => WaitsIn(view, "w"));

        var plan = await host.Engine.PlanMigrationAsync(id, Version(host, Flow + "# new\n"));

        plan.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Migrate_RunThatWaitsForItsNextAttempt_BeginsItWithTheNewVersion()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("retry: {attempts: 2, delay: 1h}\nsteps: [{id: f, fail: {message: no}}]\n");

        await MigrateAsync(host, id, Version(host, "steps: [{id: a, uses: test.do@1, with: {v: 1}}]\noutputs: {v: {type: any, value: \"${{ steps.a.outputs.v }}\"}}\n"));
        host.Time.Advance(TimeSpan.FromHours(2));

        var run = await host.EndAsync(id);
        (run.Status, ValueJson.ToJson(run.Outputs)).ShouldBe((RunStatus.Succeeded, """{"v":1}"""));
    }

    [Fact]
    public async Task Migrate_RunHasGoneOnMeanwhile_StaysAsItIs()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync(Before);
        var from = (await host.Store.FindAsync(id))!.Definition;
        var to = Version(host, Before.Replace("id: w, wait: {signal: go}", "id: w, wait: {signal: stop}", StringComparison.Ordinal));
        await host.Store.SaveDefinitionAsync(to.Id, to.Sources);

        // As it is kept when the run was where the version fitted.
        await host.Store.SendAsync(new RunMessage { RunId = id, Id = "migrate", Kind = RunMessageKind.Migrate, Name = to.Id.Value, At = host.Time.GetUtcNow() });
        await host.Engine.SignalAsync(id, "go");
        await TestHost.EventuallyAsync(() => host.Store.ReadInboxAsync(id).AsTask(), messages => messages.Count == 0);

        (await host.Store.FindAsync(id))!.Definition.ShouldBe(from);
        var run = await host.EndAsync(id);
        (run.Status, run.Definition).ShouldBe((RunStatus.Succeeded, from));
        (await host.Store.ReadAsync(id)).OfType<RunMigrated>().ShouldBeEmpty();
    }

    private static string Loop(string body) => $$$"""
        vars: {t: {type: integer, default: 0}}
        steps:
          - id: l
            for: {each: "[1, 2, 3]", as: x, collect: steps.b.outputs.v}
            do: [{id: w, wait: {signal: go}}, {{{body}}}]
        outputs: {v: {type: any, value: "${{ steps.l.outputs.results }}"}}
        """;

    private static bool WaitsIn(RunView view, string path) => view.AllWaits().Any(wait => wait.Step?.Path == path);

    private static WorkflowDefinition Version(TestHost host, string text) => host.Compile("arch: 1\nid: t\nnamespace: test\n" + text);

    private static async Task MigrateAsync(TestHost host, RunId id, WorkflowDefinition to)
    {
        await host.Engine.MigrateAsync(id, to);
        await TestHost.EventuallyAsync(() => host.Store.FindAsync(id).AsTask(), run => run!.Definition == to.Id);
    }
}
