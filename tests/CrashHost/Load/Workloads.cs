namespace CrashHost.Load;

/// <summary>The workflows that are run while hosts are killed, and which effects each must have had at its end.</summary>
internal static class Workloads
{
    /// <summary>The kinds of the catalogue's load.</summary>
    public const string AllKinds = "linear,fanout,timer,signal,saga,event";

    public const string Child = "load.child";

    private const string Head = "inputs: {key: {type: string}, n: {type: integer, default: 1}}\nidempotency: ${{ inputs.key }}\n";

    private static readonly Dictionary<string, string> s_steps = new(StringComparer.Ordinal)
    {
        ["linear"] = "steps:\n" + string.Concat(Enumerable.Range(1, 10).Select(i => $"  - {{id: s{i}, uses: sink.put@1}}\n")),
        ["fanout"] = """
            steps:
              - id: loop
                for: {each: "Array.from({length: inputs.n}, (x, i) => i)", as: x, concurrency: 100}
                do: [{id: part, uses: sink.put@1}]
              - {id: joined, uses: sink.put@1}
            """,
        ["timer"] = """
            steps:
              - id: loop
                for: {each: "[1, 2, 3]", as: x}
                do: [{id: nap, wait: {for: 40ms}}, {id: tick, uses: sink.put@1}]
              - {id: sleep, wait: {for: 400ms}}
              - {id: rang, uses: sink.put@1}
            """,
        ["signal"] = """
            steps:
              - {id: first, wait: {signal: go}}
              - {id: went, uses: sink.put@1}
              - {id: second, wait: {signal: done}}
              - {id: over, uses: sink.put@1}
            """,
        ["saga"] = """
            steps:
              - id: trip
                rollback: true
                try:
                  - {id: reserve, uses: sink.put@1, compensate: [{id: release, uses: sink.put@1}]}
                  - {id: sub, call: load.child, with: {key: "${{ inputs.key + '/child' }}"}}
                  - {id: pay, uses: sink.put@1, compensate: [{id: refund, uses: sink.put@1}]}
                  - {id: bad, fail: {code: no_seat, message: There is no seat left}}
                catch: [{do: [{id: told, uses: sink.put@1}]}]
            """,
        ["child"] = "steps: [{id: inner, uses: sink.put@1}, {id: rest, wait: {for: 20ms}}, {id: outer, uses: sink.put@1}]",
        ["event"] = """
            steps:
              - id: both
                parallel:
                  hear: [{id: heard, wait: {event: load.ping, match: event.data.key === inputs.key}}, {id: took, uses: sink.put@1}]
                  say: [{id: said, emit: load.ping, data: {key: "${{ inputs.key }}"}}]
            """,
        ["brief"] = "steps: [{id: a, uses: sink.put@1}, {id: b, uses: sink.put@1}]",
        ["hang"] = """
            steps:
              - id: guarded
                try: [{id: stuck, uses: sink.hang@1, timeout: 200ms}]
                catch: [{do: [{id: freed, uses: sink.put@1}]}]
            """,
        ["block"] = """
            steps:
              - id: guarded
                try: [{id: stuck, uses: sink.block@1, timeout: 200ms}]
                catch: [{do: [{id: freed, uses: sink.put@1}]}]
            """,
        ["deep"] = "steps: [{id: before, uses: sink.put@1}, {id: deadly, uses: sink.deep@1}]",
        ["poison"] = "steps: [{id: before, uses: sink.put@1}, {id: deadly, uses: sink.die@1}]",
    };

    /// <summary>Gets the signals that a run of a kind waits for, one after another.</summary>
    public static IReadOnlyList<string> Signals(string kind) => Base(kind) == "signal" ? ["go", "done"] : [];

    /// <summary>Gets the source of the workflow of a kind; <c>brief7</c> is another workflow that does what <c>brief</c> does.</summary>
    public static string Yaml(string kind) => $"arch: 1\nid: {kind}\nnamespace: load\n{Head}{s_steps[Base(kind)]}\n";

    /// <summary>Gets the places of the effects that a run of a kind must have had at its end.</summary>
    public static IReadOnlyList<string> Effects(string kind, int fanOut) => Base(kind) switch
    {
        "linear" => [.. Enumerable.Range(1, 10).Select(i => $"s{i}")],
        "fanout" => [.. Enumerable.Range(0, fanOut).Select(i => $"loop[{i}]/part"), "joined"],
        "timer" => ["loop[0]/tick", "loop[1]/tick", "loop[2]/tick", "rang"],
        "signal" => ["went", "over"],
        "saga" => ["reserve", "pay", "refund", "release", "told"],
        "child" => ["inner", "outer"],
        "event" => ["took"],
        "brief" => ["a", "b"],
        "hang" or "block" => ["freed"],
        "poison" or "deep" => ["before"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of run."),
    };

    private static string Base(string kind) => kind.TrimEnd([.. "0123456789"]);
}
