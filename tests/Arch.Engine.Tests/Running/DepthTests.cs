using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;
using Arch.Sdk;

namespace Arch.Engine.Tests.Running;

/// <summary>Data at the limits of nesting, and what is put around it.</summary>
public sealed class DepthTests
{
    private const string Wrapping = """
        arch: 1
        id: t
        namespace: test
        inputs: {d: {type: any}}
        vars: {v: {type: any, default: 1}}
        steps:
          - {id: a, uses: test.do@1, with: {body: {d: "${{ inputs.d }}"}}}
          - {id: b, set: {v: {again: ["${{ steps.a.outputs }}"]}}}
          - id: c
            for: {each: "[1]", as: x, collect: "[steps.d.outputs.results]"}
            do: [{id: d, for: {each: "[1]", as: y, collect: "({v: vars.v})"}, do: [{id: e, emit: e, data: "${{ vars.v }}"}]}]
          - id: f
            try: [{id: g, fail: {code: x, message: m, details: "${{ steps.c.outputs }}"}}]
            catch: [{do: [{id: h, set: {v: "${{ error }}"}}]}]
        outputs: {v: {type: any, value: "${{ vars.v }}"}}
        """;

    private const string Loop = """
        vars: {n: {type: integer, default: 0}, v: {type: any, default: 1}}
        steps:
          - id: r
            repeat: {while: vars.n < 300, max: 400}
            do:

        """ + "      ";

    [Fact]
    public async Task Decide_DataAtTheLimitFromOutside_IsWrappedAndEveryRecordIsReadBack()
    {
        await using var host = new TestHost();
        var input = ValueJson.Parse(Nested(ValueDepth.FromOutside));
        var state = new RunState(host.Compile(Wrapping), new RunId("r"));

        List<JournalRecord> records = [.. Decide(state, new RunRequested(Value.From(ValueObject.Of(("d", input))), Value.EmptyObject))];
        var attempt = state.OpenEffects().OfType<StartAttempt>().Single();
        records.AddRange(Decide(state, new AttemptSucceeded(attempt.Activation, attempt.Attempt, attempt.Input)));

        state.Ended.ShouldBe(RunStatus.Succeeded, state.Error?.Message);
        ValueDepth.Exceeds(state.Outputs, ValueDepth.FromOutside + 10).ShouldBeTrue();
        foreach (var record in records)
        {
            var utf8 = JournalCodec.Encode(record);
            JournalCodec.Encode(JournalCodec.Decode(record.Sequence, record.At, record.Kind, utf8)).ShouldBe(utf8, record.Kind);
        }
    }

    [Theory]
    [InlineData("- {id: s, set: {n: '${{ vars.n + 1 }}', v: {inner: '${{ vars.v }}'}}}", "s")]
    [InlineData("- {id: s, set: {n: '${{ vars.n + 1 }}', v: '${{ [vars.v] }}'}}", "s")]
    [InlineData("- {id: s, with: {v: '${{ vars.v }}'}, script: 'return {v: [v]}'}\n      - {id: k, set: {n: '${{ vars.n + 1 }}', v: '${{ steps.s.outputs }}'}}", "s")]
    [InlineData("- {id: s, uses: test.do@1, with: {v: '${{ vars.v }}'}}\n      - {id: k, set: {n: '${{ vars.n + 1 }}', v: '${{ steps.s.outputs }}'}}", "s")]
    public async Task RunAsync_ValuePutIntoItselfAgainAndAgain_FailsItsStep(string steps, string step)
    {
        await using var host = new TestHost();

        var run = await host.RunAsync(Loop + steps);

        run.Status.ShouldBe(RunStatus.Failed);
        (run.Error!.Code, run.Error.Step).ShouldBe(("ARCH2407", step), run.Error.Message);
    }

    [Fact]
    public async Task RunAsync_FailureWithDetailsThatAreNoData_FailsTheStepAndTellsIt()
    {
        await using var host = new TestHost();
        host.Steps["a"] = (_, _) => throw new StepException("boom", "It went boom.")
        {
            Details = new System.Text.Json.Nodes.JsonObject { ["n"] = double.NaN },
        };

        var run = await host.RunAsync("steps: [{id: a, uses: test.do@1}]");

        run.Error!.Code.ShouldBe("boom");
        run.Error.Details.ToString().ShouldStartWith("The details of the failure cannot be kept: ");
    }

    private static IReadOnlyList<JournalRecord> Decide(RunState state, Happening happening) => Decider
        .Decide(state, [happening], new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), TestContext.Current.CancellationToken)
        .Records;

    private static string Nested(int levels) => new string('[', levels) + "1" + new string(']', levels);
}
