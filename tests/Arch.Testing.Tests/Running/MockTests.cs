using Arch.Testing.Tests.Support;

namespace Arch.Testing.Tests.Running;

public sealed class MockTests
{
    private const string Ask = "steps:\n  - {id: ask, uses: test.do@1, with: {q: 1}}\noutputs: {n: {type: number, value: \"${{ steps.ask.outputs.n }}\"}}\n";

    [Theory]
    [InlineData("ask: {outputs: {n: 7}}")]
    [InlineData("test.do@1: {outputs: {n: 7}}")]
    [InlineData("ask: {outputs: {n: \"${{ inputs.q + 6 }}\"}}")]
    [InlineData("ask: {outputs: {n: \"${{ attempt + 6 }}\"}}")]
    [InlineData("{test.do@1: {outputs: {n: 1}}, ask: {outputs: {n: 7}}}")]
    public async Task Outputs_OfAMock_AreThoseOfTheStep(string mocks)
    {
        var bench = new Bench(Ask);

        await bench.PassAsync($"mocks:\n  {mocks}\nexpect: {{outputs: {{n: 7}}, path: [ask]}}");

        bench.ReallyRun.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fail_WithAllThatAnErrorHas_IsWhatTheWorkflowSees()
    {
        var bench = new Bench("steps:\n  - {id: ask, uses: test.do@1}\n");

        await bench.PassAsync("""
            mocks: {ask: {fail: {code: gone, message: "It is ${{ inputs.x ?? 'gone' }}", status: 410, retryable: true, details: {since: May}}}}
            expect:
              error: {kind: plugin, code: gone, message: It is gone, status: 410, retryable: true, step: ask, details: {since: May}}
            """);
    }

    [Fact]
    public async Task Fail_ShortForm_IsTheCode() =>
        await new Bench("steps:\n  - {id: ask, uses: test.do@1}\n").PassAsync("mocks: {ask: {fail: gone}}\nexpect: {error: gone}");

    [Fact]
    public async Task List_OfMocks_IsForOneAttemptAfterTheOther_TheLastForTheRest()
    {
        var bench = new Bench("steps:\n  - {id: ask, uses: test.do@1, retry: {attempts: 5, delay: 1m}}\n  - {id: again, uses: test.do@1, retry: {attempts: 3, delay: 1m}, on_error: continue}\n");

        await bench.PassAsync("""
            mocks:
              ask: [{fail: {code: a, retryable: true}}, {fail: {code: b, retryable: true}, delay: 10s}, {outputs: {n: 1}}]
              again: [{fail: {code: a, retryable: true}}, {fail: {code: z, retryable: true}}]
            expect:
              steps: {ask: {attempts: 3, outputs: {n: 1}}, again: {attempts: 3, error: z}}
              took: 4m10s
            """);
    }

    [Fact]
    public async Task Timeout_OfAMock_LastsAsLongAsTheStepMay() =>
        await new Bench("steps:\n  - {id: ask, uses: test.do@1, timeout: 2h}\n")
            .PassAsync("mocks: {ask: {fail: {kind: timeout}}}\nexpect: {error: {kind: timeout}, took: 2h}");

    [Fact]
    public async Task Loop_IterationsAtOnce_AreServedInTheirOrder()
    {
        var bench = new Bench("""
            steps:
              - id: each
                for: {each: "[1, 2, 3]", concurrency: 3, collect: steps.ask.outputs.n}
                do: [{id: ask, uses: test.do@1}]
            outputs: {all: {type: array, value: "${{ steps.each.outputs.results }}"}}
            """);

        await bench.PassAsync("mocks: {ask: [{outputs: {n: 1}}, {outputs: {n: 2}}, {outputs: {n: 3}}]}\nexpect: {outputs: {all: [1, 2, 3]}}");
        await bench.PassAsync("mocks: {ask: {outputs: {n: 1}}, 'each[1]/ask': {outputs: {n: 9}}}\nexpect: {outputs: {all: [1, 9, 1]}}");
    }

    [Fact]
    public async Task Call_NotMocked_RunsForRealWithTheMocksOfItsSteps()
    {
        var bench = new Bench("steps:\n  - {id: sub, call: test.sub, with: {x: 3}}\noutputs: {n: {type: number, value: \"${{ steps.sub.outputs.n }}\"}}\n")
            .With("test.sub", "inputs: {x: {type: number}}\n" + Ask.Replace("{q: 1}", "{q: \"${{ inputs.x }}\"}", StringComparison.Ordinal));

        await bench.PassAsync("mocks: {sub/ask: {outputs: {n: \"${{ inputs.q * 2 }}\"}}}\nexpect: {outputs: {n: 6}, path: [sub], steps: {sub/ask: {inputs: {q: 3}}}}");
        await bench.PassAsync("mocks: {sub: {outputs: {n: 5}}}\nexpect: {outputs: {n: 5}, steps: {sub: {inputs: {x: 3}}, sub/ask: not_run}}");
        await bench.PassAsync("mocks: {test.sub: {outputs: {n: 4}}}\nexpect: {outputs: {n: 4}}");
        await bench.PassAsync("mocks: {sub: {fail: broken}}\nexpect: {error: broken}");
    }

    [Fact]
    public async Task Action_StepsOrWhole_AreMocked()
    {
        var bench = new Bench("steps:\n  - {id: tell, uses: ./notify, with: {to: Ada}}\n");
        bench.Actions["notify"] = "arch: 1\nkind: action\ninputs: {to: {type: string}}\nsteps:\n  - {id: send, uses: test.do@1, with: {to: \"${{ inputs.to }}\"}}\n";

        await bench.PassAsync("mocks: {tell/send: {outputs: {}}}\nexpect: {path: [tell, tell/send], steps: {tell/send: {inputs: {to: Ada}}}}");
        await bench.PassAsync("mocks: {tell: {outputs: {}}}\nexpect: {path: [tell], steps: {tell: {inputs: {to: Ada}}}}");
    }

    [Fact]
    public async Task NotMocked_Step_FailsTheCaseAlsoWhenTheWorkflowHandlesTheError()
    {
        var bench = new Bench("steps:\n  - {id: ask, uses: test.do@1, on_error: continue}\n");

        var finding = await bench.FailAsync("expect: {}");

        finding.ToString().ShouldBe(
            "main.test.yaml:5:11 ARCH7010 Step 'ask' of type test.do@1 is not mocked. Add 'mocks: {ask: {outputs: …}}' to the case, or 'allow: [test.do@1]' to really run it.");
        finding.Origin!.Value.ToString().ShouldBe("test.main.yaml:5:5");
        bench.ReallyRun.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("test.do@1")]
    [InlineData("test.do")]
    [InlineData("test.*")]
    public async Task Allowed_Step_IsReallyRun(string allow)
    {
        var bench = new Bench(Ask) { Really = (_, isAllowed) => Task.FromResult(isAllowed ? "{\"n\": 3}" : "{}") };

        await bench.PassAsync($"allow: [{allow}]\nexpect: {{outputs: {{n: 3}}}}");

        bench.ReallyRun.ShouldBe(["ask"]);
    }

    [Fact]
    public async Task Pure_Step_IsRunWithoutEffects()
    {
        var bench = new Bench("steps:\n  - {id: reckon, uses: test.pure@1, on_error: continue}\n")
        {
            Really = (_, isAllowed) => isAllowed ? Task.FromResult("{}") : throw new Sdk.StepException(ITestSteps.NotMocked, "it uses the file 'a.txt'."),
        };

        var finding = await bench.FailAsync("expect: {}");

        finding.Message.ShouldBe("Step 'reckon' of type test.pure@1 is not mocked, and it uses the file 'a.txt'.");
    }

    [Fact]
    public async Task Mock_ThatNoStepAsked_IsAHintAndNoFault()
    {
        var result = await new Bench("steps:\n  - {id: ask, when: \"false\", uses: test.do@1}\n").PassAsync("mocks: {ask: {outputs: {}}}");

        result.Unasked.ShouldHaveSingleItem().Key.ShouldBe("ask");
    }

    [Fact]
    public async Task Mock_WhoseExpressionFails_FailsTheCase()
    {
        var finding = (await new Bench(Ask).CaseAsync("mocks: {ask: {outputs: {n: \"${{ inputs.q.a.b }}\"}}}")).Findings[0];

        finding.Message.ShouldStartWith("The mock cannot be evaluated: ");
        finding.Place.Line.ShouldBe(6);
    }
}
