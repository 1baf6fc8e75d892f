using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;
using Arch.Sdk;

namespace Arch.Engine.Tests.History;

public sealed class ReplayTests
{
    private const string Workflow = """
        inputs: {n: {type: integer, default: 1}}
        vars: {seen: {type: integer, default: 0}}
        steps:
          - {id: a, uses: test.do@1, with: {v: "${{ inputs.n }}"}}
          - {id: s, set: {seen: "${{ vars.seen + 1 }}"}}
          - {id: l, for: {each: "[1, 2]", as: x, collect: steps.b.outputs.v}, do: [{id: b, uses: test.do@1, with: {v: "${{ x * 10 }}"}}]}
          - {id: c, uses: test.do@1, with: {a: "${{ steps.a.outputs.v }}", n: "${{ inputs.n }}", kind: "${{ trigger.kind }}"}}
        outputs: {v: {type: any, value: "${{ [steps.c.outputs, vars.seen, steps.l.outputs.results] }}"}}
        """;

    [Fact]
    public async Task Replay_FromAStep_RunsFromThereWithTheResultsBefore()
    {
        await using var host = new TestHost();
        var run = await host.RunAsync(Workflow);
        host.Invocations.Clear();

        var id = await host.Engine.ReplayAsync(run.RunId, "c", Inputs("""{"n":5}"""), "ada");
        var again = await host.EndAsync(id);

        again.RunId.ShouldNotBe(run.RunId);
        ValueJson.ToJson(again.Outputs).ShouldBe("""{"v":[{"a":1,"n":5,"kind":"replay"},1,[10,20]]}""");
        host.Invocations.Select(call => call.StepPath).ShouldBe(["c"]);
        host.Invocations.Single().IdempotencyKey.ShouldStartWith(id.Value);
        var view = await host.Engine.ViewAsync(id);
        (view.RepeatOf, view.Parent, ValueJson.ToJson(view.Trigger)).ShouldBe(
            (run.RunId, null, $$"""{"kind":"replay","run_id":"{{run.RunId}}","by":"ada"}"""));
        (await host.Engine.CompareAsync(run.RunId, id)).First!.Path.ShouldBe("c");
    }

    [Fact]
    public async Task Replay_FromAnIteration_KeepsThoseBeforeIt()
    {
        await using var host = new TestHost();
        var run = await host.RunAsync(Workflow);
        host.Invocations.Clear();

        var id = await host.Engine.ReplayAsync(run.RunId, "l[1]/b");

        ValueJson.ToJson((await host.EndAsync(id)).Outputs["v"][2]).ShouldBe("[10,20]");
        host.Invocations.Select(call => call.StepPath).ShouldBe(["l[1]/b", "c"]);
    }

    [Fact]
    public async Task Replay_OfARunUnderWay_HasItsOwnWaitsTasksAndPermits()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("""
            steps:
              - {id: first, wait: {signal: start}}
              - id: p
                parallel:
                  a: [{id: h, human: {title: Look}}]
                  b: [{id: l, uses: test.do@1, concurrency: {key: k}}, {id: w, wait: {signal: go}}]
            """);
        await host.Engine.SignalAsync(id, "start");
        await TestHost.EventuallyAsync(() => host.Engine.ViewAsync(id), view => view.AllWaits().Any(wait => wait.Wait.Name == "go"));

        var other = await host.Engine.ReplayAsync(id, "w");
        var tasks = await host.Index.ListTasksAsync(new());
        tasks.Count.ShouldBe(2);
        await host.Engine.SignalAsync(other, "go");
        await host.Engine.CompleteTaskAsync(tasks.Single(task => task.RunId == other).Id, "complete");

        (await host.EndAsync(other)).Status.ShouldBe(RunStatus.Succeeded);
        (await host.Store.FindAsync(id))!.Status.ShouldBe(RunStatus.Waiting);
        host.Invocations.Count.ShouldBe(1);
        (await host.Store.ReadAsync(other)).OfType<WaitMet>().Select(met => met.Signal).ShouldAllBe(signal => signal > 0);
    }

    [Fact]
    public async Task Replay_OfARetriedAndOfAReplayedRun_CopiesWhatCounts()
    {
        await using var host = new TestHost();
        host.Steps["c"] = (_, _) => throw TestHost.Fault();
        var run = await host.RunAsync(Workflow);
        host.Steps.Remove("c");
        await host.Engine.RetryAsync(run.RunId, stepPath: "l[1]/b");
        await host.EndAsync(run.RunId);
        var once = await host.Engine.ReplayAsync(run.RunId, "c");
        await host.EndAsync(once);
        host.Invocations.Clear();

        var twice = await host.Engine.ReplayAsync(once, "c");

        ValueJson.ToJson((await host.EndAsync(twice)).Outputs["v"][2]).ShouldBe("[10,20]");
        host.Invocations.Select(call => call.StepPath).ShouldBe(["c"]);
    }

    [Fact]
    public async Task Replay_FromAStepWhosePastWasUndone_BeginsWithWhatWasUndone()
    {
        await using var host = new TestHost();
        host.Steps["charge"] = (_, _) => throw TestHost.Fault();
        var run = await host.RunAsync("""
            steps:
              - id: t
                try: [{id: book, uses: test.do@1, compensate: [{id: unbook, uses: test.do@1}]}, {id: charge, uses: test.do@1}]
                rollback: true
            """);
        host.Steps.Remove("charge");
        host.Invocations.Clear();

        var id = await host.Engine.ReplayAsync(run.RunId, "charge");

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Succeeded);
        host.Invocations.Select(call => call.Node.Id).ShouldBe(["book", "charge"]);
    }

    [Fact]
    public async Task Rerun_SameOrOtherInputs_IsANewRunOfTheCurrentDefinition()
    {
        await using var host = new TestHost();
        var text = "arch: 1\nid: t\nnamespace: test\n" + Workflow;
        host.Add("test.t", text);
        var run = await host.RunAsync(text, """{"n":2}""");
        host.Add("test.t", text.Replace("x * 10", "x * 100", StringComparison.Ordinal));

        var same = await host.EndAsync(await host.Engine.RerunAsync(run.RunId, sameDefinition: true));
        var current = await host.EndAsync(await host.Engine.RerunAsync(run.RunId));
        var other = await host.EndAsync(await host.Engine.RerunAsync(run.RunId, Inputs("""{"n":3}""")));

        same.Definition.ShouldBe(run.Definition);
        ValueJson.ToJson(same.Outputs).ShouldBe("""{"v":[{"a":2,"n":2,"kind":"rerun"},1,[10,20]]}""");
        ValueJson.ToJson(current.Outputs).ShouldBe("""{"v":[{"a":2,"n":2,"kind":"rerun"},1,[100,200]]}""");
        ValueJson.ToJson(other.Outputs).ShouldBe("""{"v":[{"a":3,"n":3,"kind":"rerun"},1,[100,200]]}""");
        (await host.Engine.ViewAsync(other.RunId)).RepeatOf.ShouldBe(run.RunId);
    }

    [Fact]
    public async Task Rerun_WorkflowWithAnIdempotencyKey_IsANewRunAllTheSame()
    {
        await using var host = new TestHost();
        var run = await host.RunAsync("idempotency: only\nsteps: [{id: a, uses: test.do@1}]");

        var again = await host.EndAsync(await host.Engine.RerunAsync(run.RunId, sameDefinition: true));

        again.RunId.ShouldNotBe(run.RunId);
        host.Invocations.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Repeating_WhatCannotBe_SaysWhy()
    {
        await using var host = new TestHost();
        var run = await host.RunAsync(Workflow);

        (await CodeOfAsync(() => host.Engine.ReplayAsync(new RunId("nobody"), "c"))).ShouldBe("ARCH3204");
        (await CodeOfAsync(() => host.Engine.ReplayAsync(run.RunId, "l[7]/b"))).ShouldBe("ARCH3222");
        (await CodeOfAsync(() => host.Engine.ReplayAsync(run.RunId, "c", Inputs("""{"n":"x"}""")))).ShouldBe("ARCH3226");
        (await CodeOfAsync(() => host.Engine.RerunAsync(run.RunId, Inputs("""{"m":1}"""), sameDefinition: true))).ShouldBe("ARCH3226");
    }

    private static async Task<string> CodeOfAsync(Func<Task> act) => (await Should.ThrowAsync<ArchException>(act)).Code;

    private static ValueObject Inputs(string json)
    {
        ValueJson.Parse(json).TryGetObject(out var inputs);
        return inputs!; // it is one
    }
}
