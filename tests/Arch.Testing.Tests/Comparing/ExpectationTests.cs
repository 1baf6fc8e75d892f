using Arch.Testing.Tests.Support;

namespace Arch.Testing.Tests.Comparing;

public sealed class ExpectationTests
{
    private const string Main = """
        inputs: {a: {type: number, default: 2}}
        vars: {seen: {type: array, default: []}}
        steps:
          - {id: ask, uses: test.do@1, with: {q: "${{ inputs.a }}", deep: {x: 1, y: 2}}}
          - {id: skip_it, when: inputs.a > 10, uses: test.do@1}
          - {id: note, set: {seen: "${{ [1, 2] }}"}}
          - {id: tell, emit: t.told, data: {n: "${{ steps.ask.outputs.n }}", more: true}}
          - {id: choose, if: inputs.a > 5, then: [{id: large, emit: t.large}]}
        outputs: {n: {type: number, value: "${{ steps.ask.outputs.n }}"}, list: {type: array, value: "${{ [{a: 1, b: 2}, {a: 3, b: 4}] }}"}}

        """;

    private const string Mocks = "mocks: {ask: {outputs: {n: 7}}}\n";

    [Theory]
    [InlineData("expect: {outputs: {n: 7}}")]
    [InlineData("expect: {outputs: {n: 7, list: [{a: 1}, {a: 3}]}}")]
    [InlineData("expect: {outputs: {n: 7, list: [{a: 1, b: 2}, {a: 3, b: 4}]}, exact: true}")]
    [InlineData("expect: {outputs: {n: \"${{ inputs.a + 5 }}\"}}")]
    [InlineData("expect: {steps: {ask: {inputs: {deep: {x: 1}}, attempts: 1, runs: 1}, skip_it: skipped, large: not_run}}")]
    [InlineData("expect: {steps: {skip_it: {status: skipped, runs: 0}}}")]
    [InlineData("expect: {path: [ask, note, tell], vars: {seen: [1, 2]}, took: 0s}")]
    [InlineData("expect: {emitted: [t.told]}")]
    [InlineData("expect: {emitted: [{subject: t.told, data: {n: 7}}]}")]
    [InlineData("assert: [\"outputs.n === 7 && path.length === 3\", \"steps.ask.runs[0].status === 'succeeded'\", \"steps.large.status === 'not_run'\", \"status === 'succeeded'\", took_ms === 0, \"vars.seen[1] === 2\", \"trigger.kind === 'manual'\"]")]
    public async Task Expect_WhatComesOut_Passes(string expect) => await new Bench(Main).PassAsync(Mocks + expect);

    [Theory]
    [InlineData("expect: {outputs: {n: 8}}", "7:27", "outputs.n is not as expected.", "8", "7")]
    [InlineData("expect: {outputs: {n: \"${{ inputs.a }}\"}}", "7:27", "outputs.n is not as expected.", "2", "7")]
    [InlineData("expect: {outputs: {list: [{a: 1}, {a: 4}]}}", "7:43", "outputs.list[1].a is not as expected.", "4", "3")]
    [InlineData("expect: {status: failed}", "7:22", "The run succeeded, but should have failed.", "failed", "succeeded")]
    [InlineData("expect: {steps: {skip_it: succeeded}}", "7:31", "steps.skip_it.status is not as expected.", "\"succeeded\"", "\"skipped\"")]
    [InlineData("expect: {steps: {ask: {inputs: {deep: {x: 3}}}}}", "7:47", "steps.ask.inputs.deep.x is not as expected.", "3", "1")]
    [InlineData("expect: {steps: {ask: {inputs: {deep: {z: 3}}}}}", "7:47", "steps.ask.inputs.deep.z is missing.", "3", "nothing")]
    [InlineData("expect: {vars: {seen: [1, 3]}}", "7:31", "vars.seen[1] is not as expected.", "3", "2")]
    [InlineData("expect: {took: 1h}", "7:20", "took is not as expected.", "\"1h\"", "\"0s\"")]
    [InlineData("expect: {emitted: [{subject: t.told, data: {n: 8}}]}", "7:52", "emitted[0].data.n is not as expected.", "8", "7")]
    [InlineData("expect: {steps: {ask: {attempts: 2}}}", "7:38", "steps.ask.attempts is not as expected.", "2", "1")]
    public async Task Expect_SomethingElse_IsFoundAtItsPlace(string expect, string place, string message, string expected, string actual)
    {
        var finding = await new Bench(Main).FailAsync(Mocks + expect);

        finding.Message.ShouldBe(message);
        finding.Place.ToString().ShouldBe("main.test.yaml:" + place);
        finding.Expected.ShouldBe(expected);
        finding.Actual.ShouldBe(actual);
    }

    [Theory]
    [InlineData("expect: {outputs: {n: 7}, exact: true}", "outputs has members that are not expected: list.")]
    [InlineData("expect: {steps: {ask: {exact: true, inputs: {q: 2}}}}", "steps.ask.inputs has members that are not expected: deep.")]
    [InlineData("expect: {steps: {large: succeeded}}", "Step 'large' did not run.")]
    [InlineData("expect: {path: [ask, tell]}", "path is not as expected.")]
    [InlineData("expect: {emitted: []}", "emitted is not as expected.")]
    [InlineData("expect: {outputs: {list: [{a: 1}]}}", "outputs.list is not as expected.")]
    public async Task Expect_MoreOrLess_IsFound(string expect, string message) =>
        (await new Bench(Main).FailAsync(Mocks + expect)).Message.ShouldBe(message);

    [Fact]
    public async Task Assert_ThatDoesNotHold_ShowsTheValuesInIt()
    {
        var finding = await new Bench(Main).FailAsync(Mocks + "assert: [\"steps.ask.outputs.n > 9 || path.length === 4 || path.includes('x')\"]");

        finding.Message.ShouldBe("Does not hold: steps.ask.outputs.n > 9 || path.length === 4 || path.includes('x')");
        finding.Details.ShouldBe(["steps.ask.outputs.n = 7", "path.length = 3", "path = [\"ask\",\"note\",\"tell\"]"]);
        finding.Place.Line.ShouldBe(7);
    }

    [Fact]
    public async Task Assert_AboutAStepThatDidNotRun_IsFoundAndNotThrown()
    {
        var finding = await new Bench(Main).FailAsync(Mocks + "assert: [steps.skip_it.outputs.n === 1]");

        finding.Message.ShouldStartWith("Cannot be evaluated: steps.skip_it.outputs.n === 1: ");
    }

    [Fact]
    public async Task Failure_ThatNobodyExpects_IsToldWithItsErrorAndPlace()
    {
        var finding = await new Bench(Main).FailAsync("mocks: {ask: {fail: {code: gone, message: It is gone}}}\nexpect: {}");

        finding.Message.ShouldBe("The run failed, but should have succeeded.");
        finding.Details.ShouldBe(["error gone: It is gone", "path: ask"]);
        finding.Origin!.Value.ToString().ShouldBe("test.main.yaml:7:5");
    }

    [Fact]
    public async Task Skip_Case_IsNotRun()
    {
        var result = await new Bench(Main).CaseAsync("skip: later\nexpect: {outputs: {n: 99}}");

        result.IsSkipped.ShouldBeTrue();
        result.Outcome.ShouldBeNull();
        result.HasFailed.ShouldBeFalse();
    }

    [Fact]
    public async Task Defaults_OfTheDocument_HoldForEachCaseUnlessItSaysOtherwise()
    {
        var results = await new Bench(Main).RunAsync("""
            defaults: {inputs: {a: 3}, mocks: {ask: {outputs: {n: 1}}}, clock: 2027-01-01T00:00:00Z}
            cases:
              - {name: one, expect: {outputs: {n: 1}, steps: {ask: {inputs: {q: 3}}}}}
              - {name: two, inputs: {a: 4}, mocks: {ask: {outputs: {n: 2}}}, expect: {outputs: {n: 2}, steps: {ask: {inputs: {q: 4}}}}}
            """);

        results.ShouldAllBe(result => !result.HasFailed);
    }
}
