using Arch.Testing.Tests.Support;

namespace Arch.Testing.Tests.Running;

public sealed class TimeTests
{
    [Fact]
    public async Task Wait_OfAYear_TakesNoTime() =>
        await new Bench("steps:\n  - {id: pause, wait: {for: 365d}}\n").PassAsync("expect: {took: 365d, path: [pause]}");

    [Fact]
    public async Task Loop_ThatWaitsOftenForLong_ComesToItsEnd() =>
        await new Bench("vars: {n: {type: integer, default: 0}}\nsteps:\n  - {id: poll, repeat: {until: vars.n > 500, every: 1h, max: 1000}, do: [{id: count, set: {n: \"${{ vars.n + 1 }}\"}}]}\n")
            .PassAsync("expect: {took: 20d20h}");

    [Fact]
    public async Task Clock_OfACase_IsTheTimeOfTheRun() =>
        await new Bench("steps:\n  - {id: at, emit: t.now, data: {now: \"${{ now() }}\"}}\n")
            .PassAsync("clock: 2030-05-06T07:08:09Z\nexpect: {steps: {at: succeeded}}\nassert: [\"JSON.stringify(emitted[0].data).includes('2030-05-06T07:08:09')\"]");

    [Fact]
    public async Task Until_Moment_LeavesTheRunAsItIsThen() =>
        await new Bench("steps:\n  - {id: one, wait: {for: 1d}}\n  - {id: two, wait: {for: 1d}}\n")
            .PassAsync("until: 36h\nexpect: {status: waiting, steps: {one: succeeded, two: waiting}, took: 1d12h}");

    [Fact]
    public async Task Waiting_ForNobody_IsSaidWithWhatItWaitsFor()
    {
        var finding = await new Bench("steps:\n  - {id: hold, wait: {signal: go}}\n").FailAsync("expect: {path: [hold]}");

        finding.Code.ShouldBe("ARCH7013");
        finding.Message.ShouldBe("The run has not ended, and nothing can go on.");
        finding.Details.ShouldBe(["step 'hold' waits for the signal 'go'", "path: hold"]);
    }

    [Fact]
    public async Task Endless_Loop_EndsTheCase()
    {
        var result = await new Bench("steps:\n  - {id: poll, repeat: {until: \"false\", every: 1s, max: 1000000000}, do: [{id: hold, wait: {for: 1h}}]}\n")
            .CaseAsync("until: 100h\nexpect: {status: waiting, steps: {hold: {}}}");

        result.Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Case_RunTwice_GivesTheSameDownToTheIds()
    {
        const string Main = "steps:\n  - {id: each, for: {each: \"[1, 2, 3, 4]\", concurrency: 4}, do: [{id: ask, uses: test.do@1, with: {id: \"${{ uuid() }}\"}}]}\n";
        const string Test = "mocks: {ask: [{outputs: {n: 1}, delay: 3s}, {outputs: {n: 2}, delay: 2s}, {outputs: {n: 3}}]}\nexpect: {snapshot: true}";

        var one = (await new Bench(Main).CaseAsync(Test, snapshots: null)).Snapshot;
        var two = (await new Bench(Main).CaseAsync(Test, snapshots: null)).Snapshot;

        two.ShouldBe(one);
        one["steps"]["each[0]/ask"]["inputs"]["id"].IsNullish.ShouldBeFalse();
    }
}
