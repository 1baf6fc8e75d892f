using Simulation.Kernel;
using static System.FormattableString;

namespace Simulation.Workload;

/// <summary>Writes workflows of all constructs, drawn from a seed.</summary>
internal sealed class WorkflowWriter(Rng random)
{
    private readonly Modifiers _with = new(random);
    private readonly Waits _waits = new(random);
    private int _ids;
    private int _callable;
    private int _written;
    private bool _hasAction;

    /// <summary>Writes a workflow that may call those written before it.</summary>
    public string Workflow(int number)
    {
        _ids = 0;
        _callable = number;
        _hasAction = true;
        _with.Mark = Invariant($"v{_written++}");
        var body = Block(new Place(random.Between(1, 3), SetsVars: true, Returns: true));
        var end = new Place(1, SetsVars: true, Returns: false);
        return Invariant($"arch: 1\nid: w{number}\nnamespace: sim\n")
            + "inputs: {n: {type: integer, default: 1}, k: {type: string, default: k}, token: {type: string, default: none}}\n"
            + "vars: {c: {type: integer, default: 0}}\n"
            + (random.Chance(0.5) ? "outputs: {n: {type: integer, value: \"${{ inputs.n }}\"}}\n" : "")
            + (random.Chance(0.12) ? "checks: [{when: \"inputs.n > 1\", message: low" + random.Pick(["", ", level: warn", ", level: warn"]) + "}]\n" : "")
            + (random.Chance(0.2) ? "idempotency: \"k-${{ inputs.k }}\"\n" : "")
            + _with.OfWorkflow(Invariant($"w{number}{_with.Mark}"))
            + (random.Chance(0.15) ? "timeout: " + random.Pick(["2s", "15s", "40s"]) + "\n" : "")
            + (random.Chance(0.15) ? "retry: " + _with.RetryPolicy() + "\n" : "")
            + $"steps: {body}\n"
            + (random.Chance(0.25) ? $"catch: [{{do: {Block(end with { Returns = true })}}}]\n" : "")
            + (random.Chance(0.4) ? $"finally: {Block(end)}\n" : "");
    }

    /// <summary>Writes an action that any workflow may use.</summary>
    public string Action()
    {
        _ids = 0;
        _callable = 0;
        _hasAction = false;
        return "arch: 1\nkind: action\nid: act\ninputs: {n: {type: integer, default: 1}}\n"
            + "outputs: {n: {type: integer, value: \"${{ inputs.n }}\"}}\n"
            + $"steps: {Block(new Place(1, SetsVars: false, Returns: false))}\n";
    }

    private string Block(Place place)
    {
        var steps = new List<string>();
        for (var i = random.Between(1, 3); i > 0; i--)
        {
            steps.Add(Step(place, ""));
        }

        // What ends the block comes last, and only when its condition holds.
        if (random.Chance(0.1))
        {
            steps.Add(Invariant($"{{id: {Id()}, fail: {{code: sim_fail, message: no}}, when: \"inputs.n > {random.Below(5)}\"}}"));
        }
        else if (place.Returns && random.Chance(0.06))
        {
            steps.Add(Invariant($"{{id: {Id()}, return: {{n: 7}}, when: \"inputs.n > {random.Below(5)}\"}}"));
        }

        return "[" + string.Join(", ", steps) + "]";
    }

    private string Step(Place place, string more)
    {
        if (place.Depth <= 0 || random.Chance(0.55))
        {
            return Leaf(place, more);
        }

        var id = Id();
        var (verb, hasTimeout) = Verb(id, place);
        return $"{{id: {id}, {verb}{_with.OfBlock(Invariant($"{(_hasAction ? "w" : "act")}{_callable}{_with.Mark}_{id}"), place, hasTimeout, Undo)}{more}}}";
    }

    private (string Verb, bool HasTimeout) Verb(string id, Place place)
    {
        switch (random.Below(11))
        {
            case 0:
                return ($"group: {Block(place.Deeper)}", true);
            case 1:
                return (Invariant($"if: \"inputs.n > {random.Below(5)}\", then: {Block(place.Deeper)}, else: {Block(place.Deeper)}"), true);
            case 2:
                return ($"switch: inputs.n, cases: {{\"1\": {Block(place.Deeper)}, \"2\": {Block(place.Deeper)}}}, default: {Block(place.Deeper)}", true);
            case 3 or 4:
                return (For(id, place), true);
            case 5:
                return (Repeat(place), true);
            case 6 or 7:
                var branches = Enumerable.Range(0, random.Between(1, 3)).Select(i => Invariant($"b{i}: {Block(place.Aside)}"));
                return ($"parallel: {{{string.Join(", ", branches)}}}, join: {random.Pick(["all", "any", "settled"])}", true);
            case 8:
                return (Graph(place), true);
            default:
                return (Try(place), true);
        }
    }

    private string For(string id, Place place)
    {
        var concurrency = random.Between(1, 3);
        var items = string.Join(", ", Enumerable.Range(1, random.Below(4)));
        return Invariant($"for: {{each: \"[{items}]\", as: it_{id}, index: at_{id}, concurrency: {concurrency}")
            + (random.Chance(0.3) ? ", on_error: continue" : "")
            + (random.Chance(0.2) ? ", batch: 2" : "")
            + (random.Chance(0.4) ? $", collect: it_{id}" : "")
            + $"}}, do: {Block(concurrency > 1 ? place.Aside : place.Deeper)}";
    }

    private string Repeat(Place place)
    {
        var every = random.Chance(0.5) ? ", every: " + random.Pick(["50ms", "2s"]) : "";
        return place.SetsVars
            ? Invariant($"repeat: {{until: \"vars.c > {random.Below(4)}\", max: 4{every}}}, do: [{{id: {Id()}, set: {{c: \"${{{{ vars.c + 1 }}}}\"}}}}, {Step(place.Deeper, "")}]")
            : Invariant($"repeat: {{until: true, max: 2{every}}}, do: {Block(place.Deeper)}");
    }

    private string Graph(Place place)
    {
        var ids = new List<string>();
        var steps = new List<string>();
        for (var i = random.Between(2, 4); i > 0; i--)
        {
            var needs = ids.Where(_ => random.Chance(0.5)).ToList();
            var text = needs.Count == 0
                ? ""
                : random.Chance(0.6)
                    ? $", needs: [{string.Join(", ", needs)}]"
                    : $", needs: {{{string.Join(", ", needs.Select(need => $"{need}: {random.Pick(["succeeded", "failed", "any"])}"))}}}";
            steps.Add(Step(place.Aside with { Returns = false }, text));
            ids.Add(IdOf(steps[^1]));
        }

        return $"graph: [{string.Join(", ", steps)}]";
    }

    private string Try(Place place) => $"try: {Block(place.Deeper)}"
        + (random.Chance(0.5) ? $", catch: [{(random.Chance(0.3) ? "{when: error.retryable, do: " + Block(place.Deeper) + "}, " : "")}{{do: {Block(place.Deeper)}}}]" : "")
        + (random.Chance(0.45) ? $", finally: {Block(place.AtTheEnd)}" : "")
        + (random.Chance(0.6) ? ", rollback: true" : "");

    private string Leaf(Place place, string more)
    {
        var id = Id();
        switch (random.Below(100))
        {
            case < 48:
                var undo = random.Chance(0.2) ? (Func<string>)Undo : () => UndoOf(id);
                return Invariant($"{{id: {id}, uses: sim.do@1, with: {{v: {random.Below(9)}}}{_with.OfUses(id, place, undo)}{more}}}");
            case < 66:
                return $"{{id: {id}, wait: {_waits.Any()}{_with.OfWait(place, Undo)}{more}}}";
            case < 73:
                return $"{{id: {id}, human: {Human()}{_with.OfWait(place, Undo)}{more}}}";
            case < 81:
                return Invariant($"{{id: {id}, emit: {random.Pick(Names.Subjects)}, data: {{n: {random.Below(9)}}}{_with.When()}{more}}}");
            case < 86 when place.SetsVars:
                return $"{{id: {id}, set: {{c: \"${{{{ vars.c + 1 }}}}\"}}{more}}}";
            case < 88:
                return $"{{id: {id}, script: \"return {{v: 1}}\"{_with.Cache(place, 0.3)}{more}}}";
            case < 92 when _hasAction:
                return Invariant($"{{id: {id}, uses: ./act, with: {{n: {random.Below(9)}}}{_with.Cache(place, 0.3)}{_with.OfBlock(Invariant($"w{_callable}{_with.Mark}_{id}"), place, true, Undo)}{more}}}");
            case < 99 when _callable > 0:
                var detaches = random.Chance(0.25);
                return Invariant($"{{id: {id}, call: sim.w{random.Below(_callable)}, with: {{n: {random.Below(5)}, k: {random.Pick(["a", "b"])}}}{(detaches ? ", mode: detach" : "")}{_with.OfCall(place, detaches, Undo)}{more}}}");
            default:
                return $"{{id: {id}, uses: sim.do@1{more}}}";
        }
    }

    private string Human() => $"{{title: Look, actions: [yes, no]"
        + (random.Chance(0.3) ? ", form: {reason: {type: string, optional: true}}" : "")
        + (random.Chance(0.5) ? $", due: {random.Pick(["1s", "15s"])}{(random.Chance(0.6) ? ", on_due: " + random.Pick(["continue", "escalate", "fail"]) : "")}" : "")
        + "}";

    private string Undo()
    {
        var place = new Place(0, SetsVars: false, Returns: false, Undoes: true);
        return random.Chance(0.8)
            ? $"{{id: {Id()}, uses: sim.do@1, with: {{undo: true}}{_with.OfUses("", place, Undo)}}}"
            : $"{{id: {Id()}, wait: {{for: 300ms}}}}, {{id: {Id()}, uses: sim.do@1}}";
    }

    private string UndoOf(string id) => $"{{id: {Id()}, uses: sim.do@1, with: {{of: \"${{{{ steps.{id}.outputs.token }}}}\"}}}}";

    private string Id() => Invariant($"s{_ids++}");

    private static string IdOf(string step) => step["{id: ".Length..step.IndexOf(',', StringComparison.Ordinal)];
}
