using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Reference;
using Arch.Engine.Tests.Support;
using Arch.Engine.Verification;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.History;

public sealed class RewindTests
{
    private static readonly RunId s_run = new("r1");
    private static readonly int s_count = int.Parse(Environment.GetEnvironmentVariable("ARCH_REWIND_SEEDS") ?? "130", null);

    [Fact]
    public async Task Rewind_OfRichRuns_KeepsToAllRulesInEachLife()
    {
        await using var host = new TestHost();
        host.Add("test.child", "arch: 1\nid: child\nnamespace: test\nsteps: [{id: c, uses: test.do@1}]\n");
        var definition = host.Compile(RichWorkflows.All);
        var rewound = 0;
        for (var seed = 1; seed <= s_count; seed++)
        {
            rewound += new Life(definition, $"seed {seed}").Play(seed, lives: 4);
        }

        rewound.ShouldBeGreaterThan(s_count / 2);
    }

    [Fact]
    public async Task Rewind_OfGeneratedRuns_KeepsToAllRulesInEachLife()
    {
        await using var host = new TestHost();
        var rewound = 0;
        for (var seed = 1; seed <= s_count * 2; seed++)
        {
            var yaml = TreeYaml.Of(new TreeGenerator(seed).Flow());
            rewound += new Life(host.Compile(yaml), $"seed {seed}\n{yaml}").Play(seed, lives: 3);
        }

        rewound.ShouldBeGreaterThan(s_count / 4);
    }

    private sealed class Life(WorkflowDefinition definition, string seedText)
    {
        private readonly RunDefinitions _definitions = new(definition);
        private readonly List<JournalRecord> _records = [];
        private readonly HashSet<string> _begun = [];

        /// <summary>Plays a run, and rewinds it when it can be.</summary>
        /// <returns>How often it was rewound.</returns>
        public int Play(int seed, int lives)
        {
            GoOn(new RunState(definition, s_run), new World(seed) { Failing = 30, Cancels = seed % 3 == 0 }, null);
            var random = new Random(seed);
            for (var life = 1; life < lives; life++)
            {
                if (Point(random) is not { } point)
                {
                    return life - 1;
                }

                // What was outside of the run is gone with its end; the world is another.
                var world = new World(seed * 10 + life) { Failing = life == lives - 1 ? 0 : 20 };
                world.Pass(_records[^1].At.AddHours(1));
                GoOn(RunFold.To(_definitions, s_run, _records, point.To), world, new RewindAsked(point, TimeSpan.FromHours(1), "again", null));
            }

            return lives - 1;
        }

        private RewindPoint? Point(Random random)
        {
            var finder = new RewindFinder(_definitions, s_run, _records);
            try
            {
                if (random.Next(3) > 0)
                {
                    return finder.OfFailure();
                }

                var paths = Paths();
                return finder.Before(paths[random.Next(paths.Count)]);
            }
            catch (ArchException exception) when (exception.Code is "ARCH3221" or "ARCH3223")
            {
                return null;
            }
        }

        private void GoOn(RunState state, World world, Happening? first)
        {
            for (var steps = 0; !state.HasEnded; steps++)
            {
                steps.ShouldBeLessThan(5_000, $"{seedText}\n{Stuck(state)}");
                var happening = first ?? world.Next(state);
                first = null;
                var decision = Decider.Decide(state, [happening], world.Now, CancellationToken.None);
                _records.AddRange(decision.Records);
                foreach (var effect in decision.Effects)
                {
                    Begin(effect);
                }

                var fold = RunFold.Of(_definitions, s_run, _records);
                StateComparison.Difference(state, fold).ShouldBeNull($"{seedText}, fold after {happening}");
                if (!state.HasEnded)
                {
                    var copy = RunSnapshot.TryRestore(definition, s_run, RunSnapshot.Encode(state)).ShouldNotBeNull();
                    StateComparison.Difference(state, copy).ShouldBeNull($"{seedText}, snapshot after {happening}");
                }

                world.Take(state, decision);
            }

            JournalCheck.Check(s_run, _records).ShouldBeEmpty(seedText);
            foreach (var record in _records)
            {
                var utf8 = JournalCodec.Encode(record);
                JournalCodec.Encode(JournalCodec.Decode(record.Sequence, record.At, record.Kind, utf8)).ShouldBe(utf8, record.Kind);
            }
        }

        private string Stuck(RunState state) =>
            $"{string.Join('\n', _records.TakeLast(12))}\n{string.Join('\n', state.Activations.Select(a => $"{a.Id} {a.Node?.Id} {a.Attempt} attempting {a.IsAttempting} cut off {a.IsCutOff} due {a.DueAt} out {a.TimeoutAt} unwinding {a.Unwinding}"))}";

        // In whatever life, no attempt has the key and no called run the id of another.
        private void Begin(Effect effect)
        {
            var key = effect switch
            {
                StartAttempt start => start.IdempotencyKey,
                StartChild child => child.ChildId.Value,
                _ => null,
            };
            if (key is not null)
            {
                _begun.Add(key).ShouldBeTrue($"{seedText}: {key} is begun twice");
            }
        }

        private List<string> Paths()
        {
            var paths = new List<string>();
            var state = RunFold.Of(_definitions, s_run, [.. _records.Take(1)]);
            foreach (var record in RunFold.Counting(_records).Skip(1))
            {
                if (record is StepOpened opened)
                {
                    paths.Add(StepPaths.Of(state.FindLane(opened.Lane)!, definition.Nodes[opened.Node]));
                }

                state.Apply(record);
            }

            return paths;
        }
    }
}
