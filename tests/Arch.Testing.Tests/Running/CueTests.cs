using Arch.Testing.Tests.Support;

namespace Arch.Testing.Tests.Running;

public sealed class CueTests
{
    private const string Hold = "steps:\n  - {id: hold, wait: {signal: go}}\n  - {id: rest, wait: {for: 1h}}\noutputs: {by: {type: any, value: \"${{ steps.hold.outputs.data }}\"}}\n";

    [Fact]
    public async Task Signal_WithoutTime_ComesWhenItIsWaitedFor() =>
        await new Bench(Hold).PassAsync("signals: [{name: go, data: 5}]\nexpect: {outputs: {by: 5}, took: 1h}");

    [Theory]
    [InlineData("at: 2h", "3h")]
    [InlineData("at: 2026-01-02T00:00:00Z", "1d1h")]
    [InlineData("delay: 20m", "1h20m")]
    [InlineData("after: hold, delay: 1d", "1d1h")]
    public async Task Signal_WithATime_ComesThen(string when, string took) =>
        await new Bench(Hold).PassAsync($"signals: [{{name: go, {when}}}]\nexpect: {{took: {took}}}");

    [Fact]
    public async Task Signals_OfOneName_ComeOneAfterTheOther()
    {
        var bench = new Bench("""
            steps:
              - id: each
                for: {each: "[1, 2]", collect: steps.hold.outputs.data}
                do: [{id: hold, wait: {signal: go, match: event.data > 10}}]
            outputs: {all: {type: array, value: "${{ steps.each.outputs.results }}"}}
            """);

        await bench.PassAsync("signals: [{name: go, data: 1}, {name: go, data: 11}, {name: go, data: 12}]\nexpect: {outputs: {all: [11, 12]}}");
        await bench.PassAsync("signals: [{name: go, data: 1, delay: 1m}, {name: go, data: 11}, {name: go, data: 12}]\nexpect: {took: 1m}");
    }

    [Fact]
    public async Task Signal_ThatNothingWaitedFor_FailsTheCase()
    {
        var finding = await new Bench("steps:\n  - {id: hold, when: \"false\", wait: {signal: go}}\n").FailAsync("signals: [{name: go}]");

        finding.ToString().ShouldBe(
            "main.test.yaml:6:15 ARCH7011 The signal 'go' never came: the run had succeeded before. No step waited for it; take it out, or look at 'path' to see which way the run went.");
    }

    [Fact]
    public async Task Event_ThatIsWaitedFor_Comes() =>
        await new Bench("steps:\n  - {id: hold, wait: {event: shop.*.paid, match: \"event.data.n === 2\"}}\n")
            .PassAsync("events: [{subject: shop.a.paid, data: {n: 1}}, {subject: shop.b.paid, data: {n: 2}, delay: 5m}]\nexpect: {took: 5m, emitted: []}");

    [Fact]
    public async Task Human_Answers_AreGivenTaskByTask()
    {
        var bench = new Bench("""
            steps:
              - id: each
                for: {each: "['a', 'b']", collect: steps.ask.outputs.action}
                do: [{id: ask, human: {title: Well, actions: [yes_, no_], form: {why: {type: string, optional: true}}}}]
            outputs: {all: {type: array, value: "${{ steps.each.outputs.results }}"}}
            """);

        await bench.PassAsync("human: {ask: [{action: no_, form: {why: so}, delay: 1h}, {by: Ada}]}\nexpect: {outputs: {all: [no_, yes_]}, took: 1h}");
    }

    [Fact]
    public async Task Human_AnswerAfterTheTaskIsOver_FailsTheCase()
    {
        var finding = await new Bench("steps:\n  - {id: ask, human: {title: Well, due: 1h, on_due: continue}}\n  - {id: rest, wait: {for: 1d}}\n")
            .FailAsync("human: {ask: {delay: 2h}}");

        finding.Code.ShouldBe("ARCH7011");
        finding.Message.ShouldStartWith("The answer to 'ask' came to nothing: ARCH3207 ");
    }

    [Fact]
    public async Task Cancel_AtATime_UndoesWhatWasDone()
    {
        var bench = new Bench("steps:\n  - {id: book, uses: test.do@1, compensate: [{id: unbook, uses: test.do@1}]}\n  - {id: hold, wait: {for: 9h}}\n");

        await bench.PassAsync("mocks: {test.do@1: {outputs: {}}}\ncancel: {at: 1h, compensate: true}\nexpect: {status: cancelled, path: [book, hold, unbook], took: 1h}");
    }

    [Fact]
    public async Task Signal_AfterAStepThatHasEnded_Comes() =>
        await new Bench("steps:\n  - {id: ask, uses: test.do@1}\n  - {id: hold, wait: {signal: go}, timeout: 1d}\n")
            .PassAsync("mocks: {ask: {outputs: {}}}\nsignals: [{name: go, after: ask}]\nexpect: {took: 0s}");

    [Fact]
    public async Task Signal_ToACalledRun_IsSentToThatRun() =>
        await new Bench("steps:\n  - {id: sub, call: test.sub}\n").With("test.sub", "steps:\n  - {id: hold, wait: {signal: go}}\n")
            .PassAsync("signals: [{name: go}]\nexpect: {steps: {sub/hold: succeeded}}");
}
