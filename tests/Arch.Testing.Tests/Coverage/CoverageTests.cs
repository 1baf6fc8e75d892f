using Arch.Testing.Coverage;
using Arch.Testing.Tests.Support;

namespace Arch.Testing.Tests.Coverage;

public sealed class CoverageTests
{
    private const string Main = """
        inputs: {a: {type: number, default: 1}}
        steps:
          - {id: may, when: inputs.a > 1, emit: t.may}
          - id: choose
            if: inputs.a === 1
            then: [{id: one, emit: t.one}]
            elif: [{if: inputs.a === 2, then: [{id: two, emit: t.two}]}]
          - id: pick
            switch: inputs.a
            cases: {1: [{id: first, emit: t.first}], 2: [{id: second, emit: t.second}]}
          - id: careful
            try: [{id: ask, uses: test.do@1}]
            catch:
              - {when: error.code === 'a', do: [{id: on_a, emit: t.a}]}
              - do: [{id: on_any, emit: t.any}]
          - {id: loose, uses: test.do@1, on_error: continue}
          - {id: hold, wait: {signal: go}, timeout: 1h, on_timeout: continue}
          - {id: person, human: {title: Well, due: 1h, on_due: continue}}
          - {id: last, uses: test.do@1}
        catch: [{do: [{id: saved, emit: t.saved}]}]

        """;

    private const string Fine = "mocks: {test.do@1: {outputs: {}}}\nsignals: [{name: go}]\nhuman: {person: {}}";

    [Fact]
    public async Task Report_OfAStraightRun_NamesWhatWasNotTaken()
    {
        var report = await ReportAsync(Fine);

        Missed(report).ShouldBe([
            "may", "choose:elif", "choose:else", "two", "pick:case 2", "pick:default", "second", "careful:catch 1", "careful:catch 2",
            "on_a", "on_any", "loose:on_error", "hold:on_timeout", "person:on_due", "saved", ":catch"]);
        (report.Steps, report.StepsCovered).ShouldBe((16, 10));
        (report.Branches, report.BranchesCovered).ShouldBe((13, 3));
    }

    [Theory]
    [InlineData("inputs: {a: 2}\n" + Fine, "may", "choose:elif", "two", "pick:case 2", "second")]
    [InlineData("inputs: {a: 9}\n" + Fine, "may", "choose:else", "pick:default")]
    [InlineData("mocks: {test.do@1: {outputs: {}}, ask: {fail: a}, loose: {fail: x}}\nsignals: [{name: go}]\nhuman: {person: {}}", "careful:catch 1", "on_a", "loose:on_error")]
    [InlineData("mocks: {test.do@1: {outputs: {}}, ask: {fail: b}, last: {fail: x}}", "careful:catch 2", "on_any", "hold:on_timeout", "person:on_due", "saved", ":catch")]
    public async Task Report_OfAnotherWay_CoversIt(string test, params string[] covered)
    {
        var report = await ReportAsync(test);

        Missed(report).Intersect(covered).ShouldBeEmpty();
    }

    [Fact]
    public async Task Report_Points_AreAtTheLinesOfTheirSteps()
    {
        var report = await ReportAsync(Fine);

        report.File.ShouldBe("test.main.yaml");
        Line(report, "choose", "then").ShouldBe(9);
        Line(report, "choose", "else").ShouldBe(7);
        Line(report, "pick", "case 2").ShouldBe(13);
    }

    [Fact]
    public async Task Report_CalledWorkflows_AreInIt_AndMockedOnesAreNot()
    {
        var bench = new Bench("steps:\n  - {id: sub, call: test.sub}\n").With("test.sub", "steps:\n  - {id: tell, emit: t.told}\n");

        var both = await ReportsAsync(bench, "expect: {}");
        var one = await ReportsAsync(bench, "mocks: {sub: {outputs: {}}}");

        both.Select(report => report.Workflow).ShouldBe(["test.main", "test.sub"]);
        both.ShouldAllBe(report => report.Steps == report.StepsCovered);
        one.ShouldHaveSingleItem().StepsCovered.ShouldBe(1);
    }

    [Fact]
    public async Task Report_StepsOfAttemptsThatWereRepeated_Count()
    {
        var bench = new Bench("""
            steps:
              - id: block
                retry: {attempts: 2, delay: 1m}
                group:
                  - {id: ask, uses: test.do@1}
                  - {id: choose, if: steps.ask.outputs.n === 1, then: [{id: one, fail: {code: x, message: x}}]}
            """);

        var report = (await ReportsAsync(bench, "mocks: {ask: [{outputs: {n: 1}}, {outputs: {n: 2}}]}")).ShouldHaveSingleItem();

        Missed(report).ShouldBeEmpty();
    }

    [Fact]
    public async Task Report_StepThatStillWaits_HasRun()
    {
        var report = (await ReportsAsync(new Bench("steps:\n  - {id: hold, wait: {signal: go}}\n"), "expect: {status: waiting}")).ShouldHaveSingleItem();

        report.StepsCovered.ShouldBe(1);
    }

    private static async Task<CoverageReport> ReportAsync(string test) => (await ReportsAsync(new Bench(Main), test)).ShouldHaveSingleItem();

    private static async Task<IReadOnlyList<CoverageReport>> ReportsAsync(Bench bench, string test)
    {
        var result = await bench.PassAsync(test);
        return CoverageReport.Of([result.Suite.Workflow], result.Hits);
    }

    private static IEnumerable<string> Missed(CoverageReport report) =>
        report.Points.Where(point => !point.IsCovered).Select(point => point.Point.Branch is { } branch ? $"{point.Point.Step}:{branch}" : point.Point.Step);

    private static int Line(CoverageReport report, string step, string branch) =>
        report.Points.Single(point => point.Point.Step == step && point.Point.Branch == branch).Point.Place.Line;
}
