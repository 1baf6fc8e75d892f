using Arch.Engine.Core;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.Reference;

/// <summary>The decision core does what docs/semantics.md says, as the reference interpreter reads it.</summary>
public sealed class ReferenceTests
{
    private const int FirstSeed = 1;
    private static readonly int s_count = int.Parse(Environment.GetEnvironmentVariable("ARCH_REFERENCE_SEEDS") ?? "3000", null);
    private static readonly DateTimeOffset s_start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Decider_OnGeneratedWorkflows_EndsEveryStepAsTheReferenceDoes()
    {
        await using var host = new TestHost();
        TestContext.Current.SendDiagnosticMessage("Seeds {0} to {1}.", FirstSeed, FirstSeed + s_count - 1);

        for (var seed = FirstSeed; seed < FirstSeed + s_count; seed++)
        {
            var flow = new TreeGenerator(seed).Flow();
            var yaml = TreeYaml.Of(flow);
            var expected = Interpreter.Run(flow);

            var (status, events) = Play(host.Compile(yaml), flow);

            string.Join('\n', events.Order(StringComparer.Ordinal)).ShouldBe(
                string.Join('\n', expected.Events.Order(StringComparer.Ordinal)),
                $"seed {seed}\n{yaml}");
            status.ShouldBe(expected.Status == End.Succeeded ? RunStatus.Succeeded : RunStatus.Failed, $"seed {seed}\n{yaml}");
        }
    }

    private static (RunStatus Status, List<string> Events) Play(WorkflowDefinition definition, Flow flow)
    {
        var failures = Leaves(flow).ToDictionary(leaf => leaf.Id, leaf => leaf.Failures);
        var state = new RunState(definition, new RunId("r"));
        var queue = new PriorityQueue<Happening, (long At, int Order)>();
        var events = new List<string>();
        var order = 0;
        queue.Enqueue(new RunRequested(Value.EmptyObject, Value.EmptyObject), (0, 0));
        while (!state.HasEnded)
        {
            var due = state.NextDue is { } moment ? (long)(moment - s_start).TotalMilliseconds : long.MaxValue;
            Happening happening;
            long now;
            if (queue.TryPeek(out _, out var first) && first.At <= due)
            {
                happening = queue.Dequeue();
                now = first.At;
            }
            else
            {
                (happening, now) = due < long.MaxValue ? (new MomentCame(), due) : throw new InvalidOperationException("The run is stuck.");
            }

            var decision = Decider.Decide(state, [happening], s_start.AddMilliseconds(now), CancellationToken.None, isWatched: true);
            events.AddRange(decision.Progress
                .Where(p => p.Change is StepChange.Succeeded or StepChange.Failed or StepChange.Skipped or StepChange.Cancelled)
                .Select(p => $"{now:D9} {p.StepPath} {p.Change}"));
            foreach (var effect in decision.Effects)
            {
                if (effect is StartAttempt start)
                {
                    queue.Enqueue(Result(start, failures[start.Node.Id]), (now + Durations.Of(start.StepPath, start.Attempt), ++order));
                }
                else if (effect is ContinueLater)
                {
                    queue.Enqueue(new GoOn(), (now, ++order));
                }
            }
        }

        return (state.Ended!.Value, events);
    }

    private static Happening Result(StartAttempt start, int failures) => start.Attempt > failures
        ? new AttemptSucceeded(start.Activation, start.Attempt, Value.EmptyObject)
        : new AttemptErred(start.Activation, start.Attempt, new StepError { Kind = StepErrorKinds.Plugin, Code = "c", Message = "m" });

    private static IEnumerable<Leaf> Leaves(Flow flow) =>
        Leaves(flow.Steps).Concat(Leaves(flow.Catch ?? [])).Concat(Leaves(flow.Finally ?? []));

    private static IEnumerable<Leaf> Leaves(IEnumerable<Tree> steps) => steps.SelectMany(step => step switch
    {
        Leaf { Undo: { } undo } leaf => [leaf, undo],
        Leaf leaf => [leaf],
        Group group => Leaves(group.Body),
        If choice => Leaves(choice.Then.Concat(choice.Else)),
        Loop loop => Leaves(loop.Body),
        Repeat repeat => Leaves(repeat.Body),
        Parallel parallel => parallel.Branches.SelectMany(Leaves),
        Graph graph => Leaves(graph.Steps.Select(item => item.Step)),
        Try attempt => Leaves(attempt.Body.Concat(attempt.Catch ?? []).Concat(attempt.Finally ?? [])),
        _ => Enumerable.Empty<Leaf>(),
    });
}
