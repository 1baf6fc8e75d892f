using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.Running;

public sealed class RecoveryTests
{
    private const string Workflow = """
        arch: 1
        id: all
        namespace: test
        vars: {n: {type: integer, default: 0}}
        checks: [{when: 1 > 2, message: Mind the gap, level: warn}]
        steps:
          - {id: first, uses: test.do@1, with: {v: 1}}
          - id: loop
            for: {each: "[1, 2, 3, 4]", as: x, concurrency: 2, collect: steps.inner.outputs.v}
            do: [{id: inner, uses: test.do@1, with: {v: "${{ x * 10 }}"}, retry: {attempts: 2, delay: 1s}}]
          - id: t
            try: [{id: risky, uses: test.do@1, with: {v: 2}}, {id: bad, fail: {code: c, message: m}}]
            catch: [{do: [{id: handler, uses: test.do@1, with: {v: "${{ error.code }}"}}]}]
            finally: [{id: cleanup, uses: test.do@1}]
          - id: p
            parallel: {l: [{id: pl, uses: test.do@1}], r: [{id: pr, emit: half}, {id: pr2, uses: test.do@1}]}
          - {id: pause, wait: {for: 10s}}
          - id: r
            repeat: {until: vars.n >= 2, max: 5, every: 2s}
            do: [{id: again, uses: test.do@1, with: {n: "${{ vars.n }}"}}, {id: more, set: {n: "${{ vars.n + 1 }}"}}]
          - {id: end, return: {results: "${{ steps.loop.outputs.results }}", n: "${{ vars.n }}"}}
        finally: [{id: over, uses: test.do@1}]
        """;

    [Fact]
    public async Task Fold_OfEveryPrefixOfAJournal_GoesOnToTheSameEnd()
    {
        await using var host = new TestHost();
        var definition = host.Compile(Workflow);
        var (records, outputs) = Play(definition, [], stopAt: int.MaxValue);
        outputs["results"].ShouldBe(ValueJson.Parse("[10,20,30,40]"));

        foreach (var cut in Enumerable.Range(1, records.Count - 1))
        {
            // Only whole commits are ever there, so a prefix that ends within one is not tried.
            var prefix = records.Take(cut).ToList();
            if (records[cut - 1].Boundary)
            {
                var (_, again) = Play(definition, [.. prefix.Select(p => p.Record)], int.MaxValue);
                again.ShouldBe(outputs, $"after {cut} records");
            }
        }
    }

    [Fact]
    public async Task Codec_EveryRecordOfARun_ReadsBackTheSame()
    {
        await using var host = new TestHost();
        var (records, _) = Play(host.Compile(Workflow), [], int.MaxValue);

        foreach (var (record, _) in records)
        {
            var utf8 = JournalCodec.Encode(record);
            var back = JournalCodec.Decode(record.Sequence, record.At, record.Kind, utf8);
            JournalCodec.Encode(back).ShouldBe(utf8, record.Kind);
        }
    }

    [Theory]
    [InlineData("nonsense", "{}")]
    [InlineData("step_closed", "{}")]
    [InlineData("check_warned", "{}")]
    [InlineData("step_closed", "{\"activation\":1,\"status\":\"Odd\"}")]
    [InlineData("run_started", "[")]
    public void Decode_DamagedRecord_FailsWithItsCode(string kind, string json) =>
        Should.Throw<JournalStoreException>(
            () => JournalCodec.Decode(7, DateTimeOffset.UnixEpoch, kind, System.Text.Encoding.UTF8.GetBytes(json)))
            .Code.ShouldBe("ARCH5003");

    [Fact]
    public async Task DisposeAsync_WithAttemptsUnderWay_ParksTheRunForTheNextEngine()
    {
        await using var store = new MemoryJournalStore(new MemoryStoreOptions { KeepsEverything = true });
        var first = new TestHost(store);
        var begun = new TaskCompletionSource();
        first.Steps["b"] = async (_, token) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return "{}";
        };
        var id = await first.StartAsync("steps: [{id: a, uses: test.do@1}, {id: b, uses: test.do@1}, {id: c, uses: test.do@1}]");
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        await first.DisposeAsync();

        await using var second = new TestHost(store);
        (await second.Engine.RecoverAsync()).ShouldBe([id]);
        var run = await second.Engine.WaitAsync(id, cancellationToken: TestContext.Current.CancellationToken);

        run.Status.ShouldBe(RunStatus.Succeeded);
        second.Invocations.Select(i => (i.Node.Id, i.Attempt)).ShouldBe([("b", 1), ("c", 1)]);
        second.Invocations.First().IdempotencyKey.ShouldBe(first.Invocations.Last().IdempotencyKey);
    }

    [Fact]
    public async Task WaitingRun_LeavesMemoryAndComesBackWhenItIsDue()
    {
        await using var host = new TestHost();
        var id = await host.StartAsync("steps: [{id: w, wait: {for: 1h}}, {id: a, uses: test.do@1}]");

        var waiting = await host.Engine.WaitAsync(id, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var ended = host.Engine.WaitAsync(id, cancellationToken: TestContext.Current.CancellationToken);
        host.Time.Advance(TimeSpan.FromHours(2));

        (waiting.Status, waiting.DueAt).ShouldBe((RunStatus.Waiting, waiting.StartedAt.AddHours(1)));
        (await ended).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task TakenOverRun_WithShortWait_GoesOnAtItsMoment()
    {
        await using var store = new MemoryJournalStore(new MemoryStoreOptions { KeepsEverything = true });
        await using var first = new TestHost(store);
        var id = await first.StartAsync("steps: [{id: w, wait: {for: 1s}}, {id: a, uses: test.do@1}]");
        await TestHost.UntilAsync(() => first.Progress.Any(progress => progress.Change == StepChange.Waiting));
        await first.Engine.DisposeAsync();
        await using var second = new TestHost(store, first.Time);

        (await second.Engine.RecoverAsync(id)).ShouldBe([id]);
        var ended = second.EndAsync(id);
        first.Time.Advance(TimeSpan.FromSeconds(1));

        (await ended.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task Script_TenThousandIterations_GivesWayAndEnds()
    {
        await using var host = new TestHost();

        var run = await host.RunAsync("""
            vars: {n: {type: integer, default: 0}}
            steps: [{id: r, repeat: {until: vars.n >= 10000, max: 20000}, do: [{id: i, set: {n: "${{ vars.n + 1 }}"}}]}]
            outputs: {n: {type: integer, value: "${{ vars.n }}"}}
            """);

        run.Outputs["n"].ShouldBe(Value.From(10_000));
    }

    // Plays a run on the decision core alone: results come at once, moments as soon as nothing else is left to happen.
    private static (List<(JournalRecord Record, bool Boundary)> Records, Value Outputs) Play(
        WorkflowDefinition definition,
        IReadOnlyList<JournalRecord> before,
        int stopAt)
    {
        var runId = new RunId("r1");
        var state = RunFold.Of(definition, runId, before);
        var records = new List<(JournalRecord, bool)>();
        var at = before.Count == 0 ? new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero) : before[^1].At;
        var queue = new Queue<Happening>();
        if (before.Count == 0)
        {
            queue.Enqueue(new RunRequested(Value.EmptyObject, Value.EmptyObject));
        }
        else
        {
            Carry(state.OpenEffects(), queue);
        }

        while (!state.HasEnded && records.Count < stopAt)
        {
            if (!queue.TryDequeue(out var happening))
            {
                at = state.NextDue ?? throw new InvalidOperationException("The run is stuck.");
                happening = new MomentCame();
            }

            var decision = Decider.Decide(state, [happening], at, CancellationToken.None);
            records.AddRange(decision.Records.Select((record, i) => (record, i == decision.Records.Count - 1)));
            Carry(decision.Effects, queue);
        }

        return (records, state.Outputs);
    }

    private static void Carry(IReadOnlyList<Effect> effects, Queue<Happening> queue)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case StartAttempt start:
                    queue.Enqueue(new AttemptSucceeded(start.Activation, start.Attempt, start.Input));
                    break;
                case ContinueLater:
                    queue.Enqueue(new GoOn());
                    break;
            }
        }
    }
}
