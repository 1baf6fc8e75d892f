using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Reference;
using Arch.Engine.Tests.Support;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.History;

public sealed class SnapshotTests
{
    private static readonly RunId s_run = new("r1");
    private static readonly int s_count = int.Parse(Environment.GetEnvironmentVariable("ARCH_SNAPSHOT_SEEDS") ?? "60", null);

    [Fact]
    public async Task Restore_AtEveryCommitOfARichWorkflow_GoesOnAsTheStateItself()
    {
        await using var host = new TestHost();
        host.Add("test.child", "arch: 1\nid: child\nnamespace: test\nsteps: [{id: c, uses: test.do@1}]\n");
        var definition = host.Compile(RichWorkflows.All);
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        for (var seed = 1; seed <= s_count; seed++)
        {
            kinds.UnionWith(Compare(definition, new World(seed) { Failing = seed % 40 }, $"seed {seed}"));
        }

        // What never happens proves nothing.
        kinds.ShouldBe(
            [
                "attempt_failed", "attempt_opened", "child_started", "lane_closed", "lane_opened", "loop_paused", "permit_granted",
                "permits_asked", "run_ended", "run_paused", "run_resumed", "run_retried", "run_started", "signal_received",
                "step_closed", "step_finished", "step_opened", "unwinding_started", "wait_met",
            ]);
    }

    [Fact]
    public async Task Restore_AtEveryCommitOfGeneratedWorkflows_GoesOnAsTheStateItself()
    {
        await using var host = new TestHost();
        for (var seed = 1; seed <= s_count * 2; seed++)
        {
            var yaml = TreeYaml.Of(new TreeGenerator(seed).Flow());
            Compare(host.Compile(yaml), new World(seed), $"seed {seed}\n{yaml}");
        }
    }

    private static IEnumerable<string> Compare(WorkflowDefinition definition, World world, string seed)
    {
        var state = new RunState(definition, s_run);
        var records = new List<JournalRecord>();
        while (!state.HasEnded)
        {
            var copy = state.HasStarted ? Restore(state) : null;
            var happening = world.Next(state);
            var decision = Decider.Decide(state, [happening], world.Now, CancellationToken.None);
            records.AddRange(decision.Records);
            if (copy is not null)
            {
                var again = Decider.Decide(copy, [happening], world.Now, CancellationToken.None);
                again.Records.Select(Text).ShouldBe(decision.Records.Select(Text), $"{seed}, after {happening}");
                again.Effects.Select(effect => effect.ToString()).ShouldBe(decision.Effects.Select(effect => effect.ToString()), seed);
                StateComparison.Difference(state, copy).ShouldBeNull($"{seed}, snapshot after {happening}");
            }

            StateComparison.Difference(state, RunFold.Of(definition, s_run, records)).ShouldBeNull($"{seed}, fold after {happening}");
            world.Take(state, decision);
        }

        return records.Select(record => record.Kind);
    }

    private static RunState Restore(RunState state)
    {
        var copy = RunSnapshot.TryRestore(state.Definition, state.RunId, RunSnapshot.Encode(state)).ShouldNotBeNull();
        StateComparison.Difference(state, copy).ShouldBeNull();
        return copy;
    }

    private static string Text(JournalRecord record) =>
        $"{record.Sequence} {record.At:O} {record.Kind} {System.Text.Encoding.UTF8.GetString(JournalCodec.Encode(record))}";
}
