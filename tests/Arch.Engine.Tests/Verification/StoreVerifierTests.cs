using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Engine.Verification;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.Verification;

/// <summary>Every other test of the engine ends with a look that must find nothing; these make the look find something.</summary>
public sealed class StoreVerifierTests
{
    private static readonly RunId s_run = new("r1");

    [Fact]
    public async Task VerifyAsync_RunsOfEachKind_FindsNothingAndCountsThem()
    {
        await using var host = new TestHost();
        await host.RunAsync("steps: [{id: a, emit: x}]");
        await host.ParkAsync("steps: [{id: w, wait: {any: [{signal: go}, {event: e}, {for: 1h}]}}]");
        await host.ParkAsync("concurrency: {key: k}\nsteps: [{id: h, human: {title: t}}]");
        await host.ParkAsync("concurrency: {key: k}\nsteps: [{id: h, human: {title: t}}]");

        var report = await new StoreVerifier(host.Store, host.Index, host, host.Time).VerifyAsync(cancellationToken: TestContext.Current.CancellationToken);

        (report.Runs, report.Violations.Count).ShouldBe((4, 0));
    }

    [Fact]
    public async Task VerifyAsync_RowThatDiffersFromTheJournal_IsI4()
    {
        var (host, definition) = Begin("steps: [{id: a, uses: test.do@1}]");

        var violations = await VerifyAsync(host, definition, Started(definition), RunStatus.Failed);

        violations.ShouldContain(("I4", "Its row says status = Failed, its journal Waiting."));
    }

    [Fact]
    public async Task VerifyAsync_ActivationClosedTwice_IsI2()
    {
        var (host, definition) = Begin("steps: [{id: a, uses: test.do@1}, {id: b, uses: test.do@1}]");
        JournalRecord[] records =
        [
            .. Started(definition),
            new LaneOpened { Lane = 1, Activation = 0, Role = LaneRole.Body },
            new StepOpened { Activation = 2, Lane = 1, Node = 0 },
            new AttemptOpened { Activation = 2, Attempt = 2 },
        ];

        var violations = await VerifyAsync(host, definition, records, RunStatus.Running);

        violations.ShouldContain(("I2", "Record 4 begins attempt 2 of activation 2; 1 was expected."));
    }

    [Fact]
    public async Task VerifyAsync_WaitWithoutItsRow_IsI5()
    {
        var (host, definition) = Begin("steps: [{id: w, wait: {signal: go}}]");
        JournalRecord[] records =
        [
            .. Started(definition),
            new LaneOpened { Lane = 1, Activation = 0, Role = LaneRole.Body },
            new StepOpened { Activation = 2, Lane = 1, Node = 0 },
            new AttemptOpened { Activation = 2, Attempt = 1, Input = ValueJson.Parse("""[{"signal":"go"}]""") },
        ];

        var violations = await VerifyAsync(host, definition, records, RunStatus.Waiting);

        violations.ShouldContain(("I5", "It waits for 'go' (activation 2), but the store has no such wait."));
    }

    [Fact]
    public async Task VerifyAsync_CallOfARunThatIsNotThere_IsI3()
    {
        var (host, definition) = Begin("steps: [{id: c, call: test.other}]");
        JournalRecord[] records =
        [
            .. Started(definition),
            new LaneOpened { Lane = 1, Activation = 0, Role = LaneRole.Body },
            new StepOpened { Activation = 2, Lane = 1, Node = 0 },
            new AttemptOpened { Activation = 2, Attempt = 1, Input = Value.EmptyObject },
            new ChildStarted { Activation = 2 },
        ];

        var violations = await VerifyAsync(host, definition, records, RunStatus.Waiting);

        violations.ShouldContain(("I3", "It waits for run 'r1-2-1', which is not there."));
    }

    [Fact]
    public async Task VerifyAsync_EventThatNobodyDispatched_IsI7()
    {
        var (host, definition) = Begin("steps: [{id: a, uses: test.do@1}]");
        await host.Store.AppendEventAsync(new BusEvent { Id = "e", Subject = "s", At = host.Time.GetUtcNow() });
        host.Time.Advance(TimeSpan.FromMinutes(1));

        var violations = await VerifyAsync(host, definition, Started(definition), RunStatus.Running);

        violations.ShouldContain(violation => violation.Invariant == "I7");
    }

    private static (TestHost Host, WorkflowDefinition Definition) Begin(string steps)
    {
        var host = new TestHost();
        return (host, host.Compile("arch: 1\nid: t\nnamespace: test\n" + steps));
    }

    private static JournalRecord[] Started(WorkflowDefinition definition) =>
        [new RunStarted { Definition = definition.Id, Inputs = Value.EmptyObject }];

    private static RunSummary Summary(WorkflowDefinition definition, RunStatus status) => new()
    {
        RunId = s_run,
        Workflow = definition.FullName,
        Definition = definition.Id,
        Status = status,
        StartedAt = default,
    };

    private static async Task<List<(string Invariant, string Message)>> VerifyAsync(
        TestHost host,
        WorkflowDefinition definition,
        JournalRecord[] records,
        RunStatus status)
    {
        await host.Store.SaveDefinitionAsync(definition.Id, definition.Sources);
        var numbered = records.Select((record, i) => record with { Sequence = i + 1 }).ToList();
        await host.Store.CommitAsync(new RunCommit(1, 1, numbered, Summary(definition, status)));
        var report = await new StoreVerifier(host.Store, host.Index, host, host.Time).VerifyAsync(cancellationToken: TestContext.Current.CancellationToken);
        return [.. report.Violations.Select(violation => (violation.Invariant, violation.Message))];
    }
}
