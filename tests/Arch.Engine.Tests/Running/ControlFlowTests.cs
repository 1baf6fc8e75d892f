using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;

namespace Arch.Engine.Tests.Running;

/// <summary>Each row is a workflow, the outputs it must give and the path it must take (! failed, - skipped, x cancelled).</summary>
public sealed class ControlFlowTests
{
    public static TheoryData<string, string, string, string> Succeeding => new()
    {
        {
            "sequence, set and outputs",
            """
            vars: {n: {type: integer, default: 1}}
            steps:
              - {id: a, set: {n: "${{ vars.n + 1 }}"}}
              - {id: b, set: {n: "${{ vars.n * 10 }}"}}
            outputs: {n: {type: integer, value: "${{ vars.n }}"}}
            """,
            """{"n":20}""",
            "a b"
        },
        {
            "script result and step reference",
            """
            steps:
              - {id: s, with: {xs: [3, 1, 2]}, script: "return {sorted: xs.sort(), n: xs.length}"}
            outputs: {n: {type: integer, value: "${{ steps.s.outputs.n }}"}, first: {type: integer, value: "${{ steps.s.outputs.sorted[0] }}"}}
            """,
            """{"n":3,"first":1}""",
            "s"
        },
        {
            "if, elif, else and when",
            """
            steps:
              - {id: one, if: 1 > 2, then: [{id: no, uses: test.do@1}], elif: [{if: 2 > 1, then: [{id: yes, uses: test.do@1, with: {v: 7}}]}], else: [{id: never, uses: test.do@1}]}
              - {id: skipped, when: false, uses: test.do@1}
            outputs: {v: {type: any, value: "${{ steps.yes?.outputs.v ?? steps.skipped?.outputs.v }}"}}
            """,
            """{"v":7}""",
            "yes one skipped-"
        },
        {
            "switch on the string form",
            """
            steps:
              - id: choose
                switch: 1 + 1
                cases: {"1": [{id: a, return: {v: one}}], "2": [{id: b, return: {v: two}}]}
                default: [{id: c, return: {v: other}}]
            """,
            """{"v":"two"}""",
            "b choose"
        },
        {
            "for with collect and index",
            """
            steps:
              - id: loop
                for: {each: "[10, 20, 30]", as: x, index: i, collect: steps.double.outputs.v}
                do: [{id: double, uses: test.do@1, with: {v: "${{ x * 2 + i }}"}}]
            outputs: {all: {type: any, value: "${{ steps.loop.outputs.results }}"}}
            """,
            """{"all":[20,41,62]}""",
            "loop[0]/double loop[1]/double loop[2]/double loop"
        },
        {
            "for with batches",
            """
            steps:
              - id: loop
                for: {each: "[1, 2, 3, 4, 5]", as: xs, batch: 2, collect: xs.length}
                do: [{id: nothing, emit: n}]
            outputs: {all: {type: any, value: "${{ steps.loop.outputs.results }}"}}
            """,
            """{"all":[2,2,1]}""",
            "loop[0]/nothing loop[1]/nothing loop[2]/nothing loop"
        },
        {
            "for over nothing",
            """
            steps:
              - id: loop
                for: {each: "[]", as: x, collect: x}
                do: [{id: never, uses: test.do@1}]
            outputs: {all: {type: any, value: "${{ steps.loop.outputs.results }}"}}
            """,
            """{"all":[]}""",
            "loop"
        },
        {
            "repeat until",
            """
            vars: {n: {type: integer, default: 0}}
            steps:
              - {id: r, repeat: {until: vars.n >= 3, max: 10}, do: [{id: inc, set: {n: "${{ vars.n + 1 }}"}}]}
            outputs: {n: {type: integer, value: "${{ vars.n }}"}}
            """,
            """{"n":3}""",
            "r[0]/inc r[1]/inc r[2]/inc r"
        },
        {
            "repeat while that never begins",
            """
            steps:
              - {id: r, repeat: {while: 1 > 2, max: 10}, do: [{id: never, uses: test.do@1}]}
              - {id: done, return: {ok: true}}
            """,
            """{"ok":true}""",
            "r done"
        },
        {
            "graph in the order of its needs",
            """
            steps:
              - id: g
                graph:
                  - {id: c, needs: [a, b], uses: test.do@1, with: {v: "${{ steps.a.outputs.v + steps.b.outputs.v }}"}}
                  - {id: a, uses: test.do@1, with: {v: 1}}
                  - {id: b, needs: [a], uses: test.do@1, with: {v: 2}}
            outputs: {v: {type: any, value: "${{ steps.c.outputs.v }}"}}
            """,
            """{"v":3}""",
            "a b c g"
        },
        {
            "a skipped need counts as satisfied",
            """
            steps:
              - id: g
                graph:
                  - {id: a, when: false, uses: test.do@1}
                  - {id: b, needs: [a], uses: test.do@1}
                  - {id: c, needs: {a: succeeded}, uses: test.do@1}
            """,
            "{}",
            "a- c- b g"
        },
        {
            "a failure that a graph asks for",
            """
            steps:
              - id: g
                graph:
                  - {id: a, fail: {code: x, message: broken}}
                  - {id: b, needs: {a: failed}, return: {handled: true}}
            """,
            """{"handled":true}""",
            "a! b g"
        },
        {
            "try, catch by condition, finally",
            """
            vars: {log: {type: string, default: ""}}
            steps:
              - id: t
                try: [{id: bad, fail: {code: nope, message: "Not today"}}]
                catch:
                  - {when: error.code === 'other', do: [{id: wrong, set: {log: wrong}}]}
                  - {do: [{id: right, set: {log: "${{ error.step + ': ' + error.message }}"}}]}
                finally: [{id: last, set: {log: "${{ vars.log + '!' }}"}}]
            outputs: {log: {type: string, value: "${{ vars.log }}"}}
            """,
            """{"log":"bad: Not today!"}""",
            "bad! right last t"
        },
        {
            "return inside try still runs finally",
            """
            steps:
              - id: t
                try: [{id: out, return: {v: 1}}, {id: never, uses: test.do@1}]
                finally: [{id: last, emit: done}]
              - {id: never2, uses: test.do@1}
            finally: [{id: end, emit: ended, data: {status: "${{ run.status }}"}}]
            """,
            """{"v":1}""",
            "out last t end"
        },
        {
            "return inside a concurrent loop ends the run",
            """
            steps:
              - id: loop
                for: {each: "[1, 2, 3]", as: x, concurrency: 3}
                do: [{id: out, when: x === 2, return: {x: "${{ x }}"}}]
            """,
            """{"x":2}""",
            "loop[0]/out- loop[1]/out loop[2]/out- loop"
        },
        {
            "on_error: continue",
            """
            steps:
              - {id: bad, fail: {code: x, message: m}, on_error: continue}
            outputs: {s: {type: any, value: "${{ steps.bad?.status }}"}}
            """,
            """{"s":"failed"}""",
            "bad!"
        },
        {
            "for with on_error: continue gives null for what failed",
            """
            steps:
              - id: loop
                for: {each: "[1, 2, 3]", as: x, on_error: continue, collect: x}
                do: [{id: odd, when: x === 2, fail: {code: x, message: m}}]
            outputs: {all: {type: any, value: "${{ steps.loop.outputs.results }}"}}
            """,
            """{"all":[1,null,3]}""",
            "loop[0]/odd- loop[1]/odd! loop[2]/odd- loop"
        },
        {
            "the workflow's own catch",
            """
            steps: [{id: bad, fail: {code: x, message: m}}]
            catch: [{do: [{id: handled, return: {saw: "${{ error.code }}"}}]}]
            """,
            """{"saw":"x"}""",
            "bad! handled"
        },
        {
            "disabled steps are skipped",
            """
            steps: [{id: off, disabled: true, fail: {code: x, message: m}}, {id: on, return: {v: 1}}]
            """,
            """{"v":1}""",
            "off- on"
        },
        {
            "deep nesting of groups",
            """
            steps: [{id: a, group: [{id: b, group: [{id: c, group: [{id: d, uses: test.do@1, with: {v: 5}}]}]}]}]
            outputs: {v: {type: any, value: "${{ steps.d.outputs.v }}"}}
            """,
            """{"v":5}""",
            "d c b a"
        },
    };

    [Theory]
    [MemberData(nameof(Succeeding))]
    public async Task RunAsync_Workflow_GivesOutputsByPath(string name, string yaml, string outputs, string path)
    {
        await using var host = new TestHost();

        var run = await host.RunAsync(yaml);

        run.Error.ShouldBeNull(name);
        run.Status.ShouldBe(RunStatus.Succeeded, name);
        run.Outputs.ShouldBe(ValueJson.Parse(outputs), $"{name}: {ValueJson.ToJson(run.Outputs)}");
        host.Path().ShouldBe(path, name);
    }

    [Theory]
    [InlineData("steps: [{id: a, fail: {code: c1, message: 'm1'}}]", "fail", "c1", "a")]
    [InlineData("steps: [{id: a, script: 'throw new Error(\"x\")'}]", "expression", "ARCH2401", "a")]
    [InlineData("inputs: {x: {type: any, optional: true}}\nsteps: [{id: a, if: inputs.x?.y, then: [{id: b, emit: b}]}]", "expression", "ARCH2411", "a")]
    [InlineData("inputs: {x: {type: any, optional: true}}\nsteps: [{id: a, for: {each: inputs.x?.y, as: z}, do: [{id: b, emit: b}]}]", "expression", "ARCH3103", "a")]
    [InlineData("steps: [{id: a, repeat: {while: 1 === 1, max: 3}, do: [{id: b, emit: b}]}]", "fail", "ARCH3102", "a")]
    [InlineData("steps: [{id: p, parallel: {l: [{id: a, fail: {code: x, message: m}}], r: [{id: b, wait: {for: 1d}}]}}]", "fail", "x", "a")]
    [InlineData("steps: [{id: p, join: any, parallel: {l: [{id: a, fail: {code: x, message: m}}], r: [{id: b, fail: {code: y, message: m}}]}}]", "fail", "ARCH3107", "p")]
    [InlineData("steps: [{id: t, try: [{id: a, fail: {code: x, message: m}}], catch: [{do: [{id: b, fail: {code: y, message: m}}]}]}]", "fail", "y", "b")]
    [InlineData("steps: [{id: t, try: [{id: a, fail: {code: x, message: m}}], finally: [{id: b, fail: {code: z, message: m}}]}]", "fail", "z", "b")]
    [InlineData("steps: [{id: a, emit: a}]\nfinally: [{id: b, fail: {code: z, message: m}}]", "fail", "z", "b")]
    [InlineData("inputs: {x: {type: any, default: text}}\nsteps: [{id: a, return: {n: '${{ inputs.x }}'}}]\noutputs: {n: {type: integer}}", "expression", "ARCH3105", null)]
    [InlineData("checks: [{when: 1 > 2, message: Not now, level: block}]\nsteps: [{id: a, emit: a}]", "fail", "check_failed", null)]
    [InlineData("checks: [{when: 1 > 2, message: '${{ JSON.parse(run.id) }}'}]\nsteps: [{id: a, emit: a}]", "expression", "ARCH2401", null)]
    public async Task RunAsync_FailingWorkflow_TellsKindCodeAndStep(string yaml, string kind, string code, string? step)
    {
        await using var host = new TestHost();

        var run = await host.RunAsync(yaml);

        run.Status.ShouldBe(RunStatus.Failed);
        (run.Error!.Kind, run.Error.Code, run.Error.Step).ShouldBe((kind, code, step), run.Error.Message);
    }

    [Fact]
    public async Task RunAsync_Call_GivesTheChildsOutputs()
    {
        await using var host = new TestHost();
        host.Add("test.child", """
            arch: 1
            id: child
            namespace: test
            inputs: {n: {type: integer, default: 5}}
            steps: [{id: out, return: {double: "${{ inputs.n * 2 }}"}}]
            """);

        var run = await host.RunAsync("""
            steps:
              - {id: a, call: test.child, with: {n: 21}}
              - {id: b, call: test.child, mode: detach}
            outputs: {v: {type: any, value: "${{ steps.a.outputs.double }}"}, id: {type: any, value: "${{ steps.b.outputs.run_id }}"}}
            """);

        run.Outputs["v"].ShouldBe(Value.From(42));
        run.Outputs["id"].TryGetString(out var child).ShouldBeTrue();
        (await host.Engine.WaitAsync(new RunId(child!), cancellationToken: TestContext.Current.CancellationToken))
            .Outputs["double"].ShouldBe(Value.From(10));
    }

    [Fact]
    public async Task RunAsync_Emit_PublishesAfterTheCommit()
    {
        await using var host = new TestHost();

        await host.RunAsync("""steps: [{id: e, emit: "a.b", data: {x: 1}}]""");

        await TestHost.UntilAsync(() => !host.Events.IsEmpty);
        host.Events.ShouldBe([("a.b", """{"x":1}""")]);
    }
}
