using System.Globalization;
using System.Text.RegularExpressions;
using Arch.Engine.Core;
using Arch.Engine.History;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;
using Arch.Sdk;

namespace Arch.Engine.Tests.History;

public sealed class RunViewTests
{
    [Fact]
    public async Task View_SkippedSteps_SayWhyWithTheValuesThatDecidedThen()
    {
        await using var host = new TestHost();
        host.Steps["bad"] = (_, _) => throw TestHost.Fault();
        var id = await host.ParkAsync("""
            vars: {total: {type: integer, default: 900}, names: {type: array, default: [a, b]}}
            steps:
              - {id: large, when: vars.total > 1000 && vars.names.length > 0, set: {total: 1}}
              - {id: off, disabled: true, set: {total: 2}}
              - {id: constant, when: false, set: {total: 3}}
              - id: loop
                for: {each: "[5, 6]", as: x}
                do: [{id: some, when: x === 6, set: {total: 4000}}]
              - id: g
                graph:
                  - {id: bad, uses: test.do@1}
                  - {id: good, set: {total: 5000}}
                  - {id: if_bad, needs: {good: failed}, set: {total: 6}}
                  - {id: unless_bad, needs: {bad: succeeded}, set: {total: 7}}
                  - {id: anyway, needs: {bad: any}, set: {total: 8}}
              - {id: w, wait: {signal: go}}
            """);

        var view = await host.Engine.ViewAsync(id);

        view.AllSteps().Where(step => step.SkippedBecause is not null).Select(step => $"{step.Path}: {step.SkippedBecause}").ShouldBe(
        [
            "large: when vars.total > 1000 && vars.names.length > 0 → false, vars.total = 900, vars.names.length = 2",
            "off: disabled",
            "constant: when false → false",
            "loop[0]/some: when x === 6 → false, x = 5",
            "if_bad: needs good failed, but it succeeded",
            "unless_bad: needs bad succeeded, but it failed",
        ]);
    }

    [Fact]
    public async Task View_OfARunThatWaitsInManyWays_SaysWhatForAndShowsEachStep()
    {
        await using var host = new TestHost();
        host.Add("test.child", "arch: 1\nid: child\nnamespace: test\nsteps: [{id: c, wait: {signal: never}}]\n");
        await host.ParkAsync("concurrency: {key: k}\nsteps: [{id: w, wait: {signal: never}}]");
        host.Steps["bad"] = (_, _) => throw TestHost.Fault();
        var id = await host.ParkAsync("""
            vars: {n: {type: integer, default: 1}}
            steps:
              - {id: a, uses: test.do@1, with: {v: 1}}
              - {id: s, set: {n: 5}}
              - {id: skipped, uses: test.do@1, when: false}
              - id: p
                parallel:
                  one: [{id: loop, for: {each: "[1, 2]", as: x}, do: [{id: in, uses: test.do@1, with: {x: "${{ x }}"}}, {id: w, wait: {any: [{signal: go}, {event: "order.*"}, {for: 1h}]}, timeout: 2h}]}]
                  two: [{id: h, human: {title: Look}}]
                  three: [{id: c, call: test.child}]
                  four: [{id: l, uses: test.do@1, concurrency: {key: k}}]
                  five: [{id: bad, uses: test.do@1, with: {v: 2}, retry: {attempts: 3, delay: 1h}}]
                  six: [{id: r, repeat: {until: false, max: 9, every: 3h}, do: [{id: i, emit: tick}]}]
            """);

        var view = await host.Engine.ViewAsync(id);

        (view.Status, ValueJson.ToJson(view.Variables), view.Workflow).ShouldBe((RunStatus.Waiting, """{"n":5}""", "test.t"));
        string.Join('\n', view.AllSteps().Select(Text)).ShouldBe("""
            a Succeeded Body {"v":1} -> {"v":1} attempts 1
            s Succeeded Body undefined -> undefined attempts 1 n=5
            skipped Skipped Body undefined -> undefined attempts 0
            p Running Body undefined -> undefined attempts 1
            loop Running Branch one [1,2] -> undefined attempts 1
            loop[0]/in Succeeded Iteration {"x":1} -> {"x":1} attempts 1
            loop[0]/w Waiting Iteration [{"signal":"go"},{"event":"order.*"},{"timer":"2026-11-23T10:00:00.0000000Z"}] -> undefined attempts 1
            h Waiting Branch two {"title":"Look","body":null,"assign":null} -> undefined attempts 1
            c Waiting Branch three {} -> undefined attempts 1
            l Waiting Branch four undefined -> undefined attempts 0
            bad Waiting Branch five {"v":2} -> undefined attempts 1 It went boom.
            r Waiting Branch six undefined -> undefined attempts 1
            r[0]/i Succeeded Iteration undefined -> undefined attempts 1
            """, StringCompareShould.IgnoreLineEndings);
        string.Join('\n', view.AllWaits().Select(wait => Text(id, wait.Step, wait.Wait))).ShouldBe("""
            loop[0]/w Signal go until  timeout 11:00
            loop[0]/w Event order.* until  timeout 11:00
            loop[0]/w Timer  until 10:00 timeout 11:00
            h Task RUN:N until  timeout 
            c Run RUN-N-1 until  timeout 
            l Permit k until  timeout 
            bad Retry  until 10:00 timeout 
            r Iteration  until 12:00 timeout 
            """, StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public async Task View_AfterEveryRecord_AgreesWithTheStateThenAndKeepsWhatHadEnded()
    {
        await using var host = new TestHost();
        host.Add("test.child", "arch: 1\nid: child\nnamespace: test\nsteps: [{id: c, uses: test.do@1}]\n");
        var definition = host.Compile(RichWorkflows.All);
        var run = new RunId("r1");
        for (var seed = 1; seed <= 6; seed++)
        {
            var records = CorePlay.Records(definition, run, new World(seed) { Failing = seed * 5 });
            var before = new Dictionary<long, StepView>();
            for (var last = 1; last <= records.Count; last++)
            {
                var view = RunViews.At(definition, run, records, last);
                var state = RunFold.Of(definition, run, [.. records.Take(last)]);

                var where = $"seed {seed}, record {last}";
                view.Status.ShouldBe(state.ToSummary().Status, where);
                view.Variables.ShouldBe(state.Variables, where);
                if (!state.HasEnded)
                {
                    view.AllSteps().Count(step => step.EndedAt is null).ShouldBe(state.Activations.Count() - 1, where);
                }

                // Within a decision, what a run waits for may still be to come.
                if (view.Status == RunStatus.Waiting && last < records.Count && records[last].At > records[last - 1].At)
                {
                    view.AllWaits().ShouldNotBeEmpty(where);
                }

                foreach (var step in view.AllSteps().Where(step => step.LastSequence > 0))
                {
                    if (before.TryGetValue(step.LastSequence, out var earlier))
                    {
                        (step.Path, step.Status, step.Outputs, step.EndedAt).ShouldBe((earlier.Path, earlier.Status, earlier.Outputs, earlier.EndedAt), where);
                    }

                    before[step.LastSequence] = step;
                }
            }
        }
    }

    [Fact]
    public async Task View_OfARecordThatIsNotThere_FailsWithItsCode()
    {
        await using var host = new TestHost();
        var run = await host.RunAsync("steps: [{id: a, emit: x}]");

        var exception = await Should.ThrowAsync<ArchException>(() => host.Engine.ViewAsync(run.RunId, 99));

        exception.Code.ShouldBe("ARCH3225");
        exception.Message.ShouldBe($"Run '{run.RunId}' has no record 99; choose one from 1 to 5.");
    }

    private static string Text(StepView step) => string.Join(' ', new[]
    {
        step.Path, step.Status.ToString(), step.Role.ToString(), step.Block, step.Inputs.ToString(), "->", step.Outputs.ToString(),
        string.Create(CultureInfo.InvariantCulture, $"attempts {step.Attempts.Length}"),
        step.Variables.IsEmpty ? null : string.Join(',', step.Variables.Select(variable => $"{variable.Key}={variable.Value}")),
        step.Error?.Message,
    }.Where(part => part is not null));

    private static string Text(RunId run, StepView? step, WaitView wait) =>
        $"{step?.Path} {wait.Kind} {Regex.Replace(wait.Name.Replace(run.Value, "RUN", StringComparison.Ordinal), "(?<=RUN[:-])[0-9]+", "N")} until {wait.Until:HH:mm} timeout {wait.TimeoutAt:HH:mm}";
}
