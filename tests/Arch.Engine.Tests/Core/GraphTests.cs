using System.Text;
using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.Core;

public sealed class GraphTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Decide_GraphOf2000Steps_FollowsEachNeedOnce()
    {
        const int Steps = 2_000;
        await using var host = new TestHost();
        var needs = Enumerable.Range(0, Steps).Select(i => i == 0 ? [] : new List<int> { i / 2 }).ToList();
        var state = new RunState(host.Compile(Yaml(needs, "emit: a")), new RunId("r"));

        Decide(state, new RunRequested(Value.EmptyObject, Value.EmptyObject));
        var graph = state.FindActivation(GraphId)!.Graph!;
        for (var i = 0; i < 10 && !state.HasEnded; i++)
        {
            Decide(state, new GoOn());
        }

        state.Ended.ShouldBe(RunStatus.Succeeded);
        graph.EdgesFollowed.ShouldBe(Steps - 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Decide_RandomGraph_StartsAStepWithItsLastNeed(int seed)
    {
        var random = new Random(seed);
        await using var host = new TestHost();
        var needs = RandomNeeds(random, steps: 40);
        var definition = host.Compile(Yaml(needs, "uses: test.do@1"));
        var state = new RunState(definition, new RunId("r"));
        var records = new List<JournalRecord>();
        var ended = new HashSet<int>();
        var running = new Dictionary<int, StartAttempt>();

        var decision = Decide(state, new RunRequested(Value.EmptyObject, Value.EmptyObject));
        while (true)
        {
            records.AddRange(decision.Records);
            foreach (var start in decision.Effects.OfType<StartAttempt>())
            {
                running.Add(Number(start.Node), start);
            }

            var expected = Enumerable.Range(0, needs.Count).Where(i => !ended.Contains(i) && needs[i].TrueForAll(ended.Contains));
            running.Keys.Order().ShouldBe(expected, $"seed {seed}, after {ended.Count} steps");
            if (running.Count == 0)
            {
                break;
            }

            var next = running.Keys.ElementAt(random.Next(running.Count));
            running.Remove(next, out var attempt);
            ended.Add(next);

            // Each decision is made on a state read back, so that the fold is seen to be all there is.
            state = RunFold.Of(definition, new RunId("r"), records);
            decision = Decide(state, new AttemptSucceeded(attempt!.Activation, attempt.Attempt, Value.EmptyObject));
        }

        state.Ended.ShouldBe(RunStatus.Succeeded);
        ended.Count.ShouldBe(needs.Count);
    }

    // Activation and lane ids are drawn from one sequence: the lane of the run comes first, then its step.
    private static int GraphId => 2;

    private static Decision Decide(RunState state, Happening happening) =>
        Decider.Decide(state, [happening], Start, TestContext.Current.CancellationToken);

    private static int Number(StepNode node) => int.Parse(node.Id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    private static List<List<int>> RandomNeeds(Random random, int steps) =>
        [.. Enumerable.Range(0, steps).Select(i => Enumerable.Range(0, i).Where(_ => random.Next(8) == 0).ToList())];

    private static string Yaml(List<List<int>> needs, string verb)
    {
        var yaml = new StringBuilder("arch: 1\nid: t\nnamespace: test\nsteps:\n  - id: g\n    graph:\n");
        for (var i = 0; i < needs.Count; i++)
        {
            var list = needs[i].Count == 0 ? "" : $", needs: [{string.Join(", ", needs[i].Select(need => $"s{need}"))}]";
            yaml.Append($"      - {{id: s{i}, {verb}{list}}}\n");
        }

        return yaml.ToString();
    }
}
