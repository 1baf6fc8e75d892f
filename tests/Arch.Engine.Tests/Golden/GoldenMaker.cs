using System.Globalization;
using Arch.Engine.Core;
using Arch.Engine.Runs;
using Arch.Engine.Tests.History;
using Arch.Engine.Tests.Reference;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.Golden;

/// <summary>Makes a file of journals with the code of today.</summary>
/// <param name="host">Compiles the workflows.</param>
/// <param name="part">What all journals of the file have in what they are about; empty for all that can be made.</param>
internal sealed class GoldenMaker(TestHost host, string part = "")
{
    private const string Child = "arch: 1\nid: child\nnamespace: test\nsteps: [{id: c, uses: test.do@1}]\n";

    // What the rich workflow has nothing of: warnings, tasks that are escalated, batches, and larger values.
    private const string Attended = """
        arch: 1
        id: attended
        namespace: test
        inputs: {n: {type: integer}, deep: {type: object}}
        checks: [{when: inputs.n > 10, message: "${{ inputs.n }} are few", level: warn}]
        steps:
          - {id: ask, human: {title: Look at it, assign: {users: [ann]}, actions: [approve, refuse], form: {note: {type: string}}, due: 1h, on_due: escalate}}
          - {id: rows, for: {each: "[1, 2, 3, 4, 5]", as: xs, batch: 2, collect: xs.length}, do: [{id: row, uses: test.do@1, with: {rows: "${{ xs }}"}}]}
          - {id: large, uses: test.do@1, with: {text: "${{ 'ä'.repeat(5000) }}"}, on_error: continue}
        outputs: {rows: {type: any, value: "${{ steps.rows.outputs.results }}"}}
        """;

    private const string Asking = """
        arch: 1
        id: asking
        namespace: test
        inputs: {n: {type: integer}, deep: {type: object}}
        steps:
          - {id: one, agent: test.helper, with: {n: "${{ inputs.n }}"}, timeout: 1h, retry: {attempts: 2, delay: 1s}, on_error: continue}
          - {id: each, for: {each: "[1, 2, 3]", as: x, concurrency: 2, on_error: continue}, do: [{id: two, agent: test.helper, with: {x: "${{ x }}"}}]}
          - {id: race, parallel: {a: [{id: three, agent: test.helper}], b: [{id: four, uses: test.do@1}]}, join: any, on_error: continue}
        """;

    private readonly GoldenFile _file = new();

    public GoldenFile Make()
    {
        host.Add("test.child", Child);
        var rich = host.Compile(RichWorkflows.All);
        var attended = host.Compile(Attended);
        for (var seed = 1; seed <= 40; seed++)
        {
            Add(rich, $"rich, seed {seed}", play => play.Begin(new World(seed) { Failing = seed }));
        }

        for (var seed = 101; seed <= 115; seed++)
        {
            Add(rich, $"rich and cancelled, seed {seed}", play => play.Begin(new World(seed) { Cancels = true }));
            Add(rich, $"rich and under way, seed {seed}", play => play.Begin(new World(seed), most: (seed - 100) * 12));
        }

        for (var seed = 201; seed <= 220; seed++)
        {
            Add(rich, $"rich and tried again, seed {seed}", play => play
                .Begin(new World(seed) { Failing = 30, Cancels = seed % 3 == 0 })
                .TryAgain(new World(seed * 10))
                .TryAgain(new World(seed * 100) { Failing = 0 }));
        }

        for (var seed = 301; seed <= 320; seed++)
        {
            Add(attended, $"attended, seed {seed}", play => play.Begin(new World(seed)));
        }

        AddGenerated();
        AddRelated(rich);
        AddMoved(rich, attended);
        AddAsking();
        return _file;
    }

    // Runs that ask agents.
    private void AddAsking()
    {
        var asking = host.Compile(Asking);
        for (var seed = 701; seed <= 720; seed++)
        {
            Add(asking, $"asked, seed {seed}", play => play
                .Begin(new World(seed) { Failing = seed % 3 * 20, Cancels = seed % 5 == 0 }, most: seed % 4 == 0 ? 9 : int.MaxValue));
        }
    }

    private void AddGenerated()
    {
        for (var seed = 401; seed <= 500; seed++)
        {
            Add(host.Compile(TreeYaml.Of(new TreeGenerator(seed).Flow())), $"generated, seed {seed}", play => play
                .Begin(new World(seed) { Failing = seed % 4 == 0 ? 40 : 5 })
                .TryAgain(new World(seed * 10)));
        }
    }

    // Runs that others called, and that repeat others.
    private void AddRelated(WorkflowDefinition rich)
    {
        var child = host.Compile(Child);
        for (var seed = 501; seed <= 510; seed++)
        {
            var requested = new RunRequested(Value.EmptyObject, ValueJson.Parse("""{"kind":"call"}"""))
            {
                Parent = new RunId("golden-001"),
                ParentWait = (seed, 1),
            };
            Add(child, $"called, seed {seed}", play => play.Begin(new World(seed), requested));
            var original = new RunId("golden-original");
            var first = new GoldenPlay(rich, original).Begin(new World(seed) { Failing = 0 });
            Add(rich, $"repeated, seed {seed}", play => play.Repeat(first, original, seed % 2 == 0 ? "loop" : "loop[1]/inner", new World(seed * 10)));
        }
    }

    // Runs that went on with another version and a third, or with the first again; also those that failed afterwards, and those
    // that others repeat from before or after their move.
    private void AddMoved(WorkflowDefinition rich, WorkflowDefinition attended)
    {
        var (second, third) = (host.Compile(GoldenVersions.Second(RichWorkflows.All)), host.Compile(GoldenVersions.Third(RichWorkflows.All)));
        for (var seed = 601; seed <= 630; seed++)
        {
            var world = new World(seed) { Failing = seed % 3 * 10, Cancels = seed % 5 == 0 };
            var most = seed % 6 == 0 ? seed - 540 : int.MaxValue;
            Add(rich, $"rich and moved, seed {seed}", play => play.Moving(1 + (seed * 7 % 53), second, third).Begin(world, most: most));
        }

        for (var seed = 631; seed <= 645; seed++)
        {
            Add(rich, $"rich, moved and tried again, seed {seed}", play => play
                .Moving(1 + (seed % 11), second, rich, third)
                .Begin(new World(seed) { Failing = 40 })
                .TryAgain(new World(seed * 10) { Failing = 0 }));
            var original = new RunId("golden-original");
            var first = new GoldenPlay(rich, original).Moving(1 + (seed % 11), second).Begin(new World(501 + (seed % 10)) { Failing = 0 });
            Add(rich, $"moved and repeated, seed {seed}", play => play
                .Moving(1 + (seed * 7 % 29), second, third)
                .Repeat(first, original, seed % 2 == 1 ? "loop" : "loop[1]/inner", new World(seed * 10)));
        }

        var other = host.Compile(GoldenVersions.OfAttended(Attended));
        for (var seed = 651; seed <= 660; seed++)
        {
            Add(attended, $"attended, moved and moved back, seed {seed}", play => play.Moving(1 + (seed % 9), other, attended).Begin(new World(seed)));
        }
    }

    private void Add(WorkflowDefinition definition, string about, Action<GoldenPlay> play)
    {
        if (!about.Contains(part, StringComparison.Ordinal))
        {
            return;
        }

        var run = new GoldenPlay(definition, new RunId(string.Create(CultureInfo.InvariantCulture, $"golden-{_file.Runs.Count + 1:000}")));
        play(run);
        foreach (var named in run.Definitions)
        {
            _file.Definitions.TryAdd(named.Id.Value, named.Sources);
        }

        _file.Runs.Add(run.ToRun(about));
    }
}
