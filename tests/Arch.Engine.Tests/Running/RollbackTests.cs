using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;

namespace Arch.Engine.Tests.Running;

public sealed class RollbackTests
{
    private const string Trip = """
        steps:
          - id: booking
            rollback: true
            try:
              - id: reserve
                parallel:
                  air:
                    - {id: flight, uses: test.do@1, with: {pnr: F1}, compensate: [{id: cancel_flight, uses: test.do@1, with: {pnr: "${{ steps.flight.outputs.pnr }}"}}]}
                  stay:
                    - {id: hotel, uses: test.do@1, with: {ref: H1}, compensate: [{id: cancel_hotel, uses: test.do@1, with: {ref: "${{ steps.hotel.outputs.ref }}"}}]}
              - {id: plain, uses: test.do@1}
              - {id: pay, uses: test.do@1, with: {charge: C1}, compensate: [{id: refund, uses: test.do@1, with: {charge: "${{ steps.pay.outputs.charge }}"}}]}
              - {id: bad, fail: {code: no_seat, message: No seat}}
            catch:
              - do: [{id: told, return: {code: "${{ error.code }}", undone: "${{ error.compensation.map(c => c.step + ' ' + c.status) }}"}}]
          - {id: never, uses: test.do@1}
        outputs: {code: {type: string}, undone: {type: any}}
        """;

    [Fact]
    public async Task Rollback_OfAFailedTry_UndoesInReverseOrderOfCompletionBeforeTheHandler()
    {
        await using var host = new TestHost();
        host.Steps["flight"] = async (invocation, _) =>
        {
            await TestHost.UntilAsync(() => host.Invocations.Any(i => i.Node.Id == "hotel"));
            return ValueJson.ToJson(invocation.Input);
        };

        var run = await host.RunAsync(Trip);

        ValueJson.ToJson(run.Outputs["code"]).ShouldBe("\"no_seat\"");
        var undone = host.Invocations.Select(i => i.Node.Id).Where(id => id.StartsWith("cancel_", StringComparison.Ordinal) || id == "refund").ToList();
        var completed = host.Progress.Where(p => p.Change == Progress.StepChange.Succeeded && p.Node.Compensate is not null)
            .Select(p => p.Node.Id).ToList();
        undone.ShouldBe(completed.AsEnumerable().Reverse().Select(id => id switch { "flight" => "cancel_flight", "hotel" => "cancel_hotel", _ => "refund" }));
        host.Invocations.Single(i => i.Node.Id == "refund").Input["charge"].ShouldBe(Value.From("C1"));
        run.Outputs["undone"].TryGetArray(out var report).ShouldBeTrue();
        report!.Count.ShouldBe(3);
        host.Path().ShouldEndWith("told booking");
    }

    [Fact]
    public async Task Rollback_WithACompensationThatFails_GoesOnAndReportsIt()
    {
        await using var host = new TestHost();
        host.Steps["undo_b"] = (_, _) => throw TestHost.Fault("stuck");

        var run = await host.RunAsync("""
            steps:
              - id: t
                rollback: true
                try:
                  - {id: a, uses: test.do@1, compensate: [{id: undo_a, uses: test.do@1}]}
                  - {id: b, uses: test.do@1, compensate: [{id: undo_b, uses: test.do@1}]}
                  - {id: bad, fail: {code: c, message: m}}
                catch: [{do: [{id: told, return: {undone: "${{ error.compensation.map(c => c.step + ' ' + c.status) }}"}}]}]
            outputs: {undone: {type: any}}
            """);

        ValueJson.ToJson(run.Outputs).ShouldBe("""{"undone":["b failed","a succeeded"]}""");
    }

    [Fact]
    public async Task Rollback_OfLoopIterations_UndoesEachWithItsOwnData()
    {
        await using var host = new TestHost();

        var run = await host.RunAsync("""
            steps:
              - id: t
                rollback: true
                try:
                  - id: loop
                    for: {each: "[1, 2, 3]", as: n}
                    do: [{id: make, uses: test.do@1, with: {n: "${{ n }}"}, compensate: [{id: unmake, uses: test.do@1, with: {n: "${{ steps.make.outputs.n }}", item: "${{ n }}"}}]}]
                  - {id: bad, fail: {code: c, message: m}}
            """);

        run.Status.ShouldBe(RunStatus.Failed);
        host.Invocations.Where(i => i.Node.Id == "unmake").Select(i => (i.Input["n"], i.Input["item"]))
            .ShouldBe([(Value.From(3), Value.From(3)), (Value.From(2), Value.From(2)), (Value.From(1), Value.From(1))]);
        run.Error!.Compensation.TryGetArray(out var report).ShouldBeTrue();
        report!.Select(c => c["step"].ToString()).ShouldBe(["loop[2]/make", "loop[1]/make", "loop[0]/make"]);
    }

    [Fact]
    public async Task Rollback_OfATryThatSucceeded_IsLeftToTheTryAroundIt()
    {
        await using var host = new TestHost();

        await host.RunAsync("""
            steps:
              - id: outer
                rollback: true
                try:
                  - {id: inner, rollback: true, try: [{id: a, uses: test.do@1, compensate: [{id: undo_a, uses: test.do@1}]}]}
                  - {id: bad, fail: {code: c, message: m}}
                catch: [{do: [{id: handled, uses: test.do@1}]}]
            """);

        host.Invocations.Select(i => i.Node.Id).ShouldBe(["a", "undo_a", "handled"]);
    }

    [Fact]
    public async Task Timeout_OfATryThatRollsBack_UndoesAndFails()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("""
            steps:
              - id: t
                timeout: 1h
                rollback: true
                try: [{id: a, uses: test.do@1, compensate: [{id: undo_a, uses: test.do@1}]}, {id: w, wait: {signal: never}}]
                finally: [{id: over, uses: test.do@1}]
            """);

        host.Time.Advance(TimeSpan.FromHours(2));

        (await host.EndAsync(id)).Error!.Kind.ShouldBe(StepErrorKinds.Timeout);
        host.Invocations.Select(i => i.Node.Id).ShouldBe(["a", "undo_a", "over"]);
    }

    [Theory]
    [InlineData(true, "a b undo_b undo_a over")]
    [InlineData(false, "a b over")]
    public async Task Cancel_UndoesOnlyWhenAskedTo_AndFinallyRuns(bool compensate, string expected)
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("""
            steps:
              - {id: a, uses: test.do@1, compensate: [{id: undo_a, uses: test.do@1}]}
              - {id: t, rollback: true, try: [{id: b, uses: test.do@1, compensate: [{id: undo_b, uses: test.do@1}]}, {id: w, wait: {signal: never}}]}
            finally: [{id: over, uses: test.do@1}]
            """);

        await host.Engine.CancelAsync(id, "not wanted", compensate);

        var run = await host.EndAsync(id);
        run.Status.ShouldBe(RunStatus.Cancelled);
        string.Join(' ', host.Invocations.Select(i => i.Node.Id)).ShouldBe(expected);
    }
}
