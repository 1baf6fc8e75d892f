namespace Arch.Engine.Tests.History;

/// <summary>Workflows that use every construct that leaves something in the state.</summary>
internal static class RichWorkflows
{
    public const string All = """
        arch: 1
        id: all
        namespace: test
        timeout: 30d
        retry: {attempts: 2, delay: 5s}
        concurrency: [{key: "b-${{ inputs.n }}"}, {key: a}]
        inputs: {n: {type: integer}, deep: {type: object}}
        vars: {n: {type: integer, default: 0}, last: {type: any}}
        steps:
          - {id: first, uses: test.do@1, with: {v: "${{ inputs.deep }}"}, cache: {key: k, ttl: 1h}}
          - id: loop
            for: {each: "[1, 2, 3, 4, 5]", as: x, concurrency: 2, collect: steps.inner.outputs.v}
            do:
              - {id: inner, uses: test.do@1, with: {v: "${{ x * 10 }}"}, retry: {attempts: 5, delay: 1s, jitter: true}, compensate: [{id: undo, uses: test.do@1, with: {x: "${{ x }}"}}]}
          - id: t
            try:
              - {id: booked, uses: test.do@1, with: {v: 2}, retry: {attempts: 9, delay: 0s}, compensate: [{id: unbook, uses: test.do@1}, {id: unbook2, uses: test.do@1}]}
              - {id: many, for: {each: "[1, 2]", as: y}, do: [{id: one, script: "return {y}", with: {y: "${{ y }}"}, compensate: [{id: unone, uses: test.do@1}]}]}
              - {id: bad, fail: {code: c, message: m}}
            rollback: true
            catch: [{do: [{id: handler, uses: test.do@1, with: {v: "${{ error.code }}"}, on_error: continue}]}]
            finally: [{id: cleanup, uses: test.do@1, on_error: continue}]
          - id: p
            parallel:
              l: [{id: pl, uses: test.do@1, on_error: continue}, {id: w, wait: {signal: go}}]
              m: [{id: h, human: {title: "Look at it", actions: [approve], form: {note: {type: string}}, due: 2d, on_due: continue}}]
              r: [{id: pr, emit: half, data: {n: 1}}, {id: called, call: test.child, on_error: continue}]
              s: [{id: limited, uses: test.do@1, concurrency: [{key: y}, {key: x}], on_error: continue}]
              e: [{id: both, wait: {all: [{event: "order.*"}, {signal: stop}, {for: 90s}]}, timeout: 1d, on_timeout: continue}]
            join: settled
          - id: g
            graph:
              - {id: ga, uses: test.do@1}
              - {id: gb, uses: test.do@1, needs: {ga: any}}
              - {id: gc, uses: test.do@1, needs: {ga: failed}}
              - {id: gd, group: [{id: ge, uses: test.do@1, on_error: continue}], needs: {gb: any}}
              - {id: gf, uses: test.do@1, needs: {gb: any, gd: any}, on_error: continue}
            on_error: continue
          - {id: pause, wait: {any: [{for: 10s}, {signal: hurry}]}}
          - id: r
            repeat: {until: vars.n >= 2, max: 5, every: 2s}
            do: [{id: again, uses: test.do@1, with: {n: "${{ vars.n }}"}, on_error: continue}, {id: more, set: {n: "${{ vars.n + 1 }}"}}]
          - {id: last, set: {last: "${{ ({all: steps}) }}"}}
          - {id: act, switch: "vars.n > 1 ? 'b' : 'a'", cases: {a: [{id: sa, uses: test.do@1}], b: [{id: sb, if: "true", then: [{id: sc, uses: test.do@1, retry: {attempts: 3, delay: 1s}}]}]}}
          - {id: end, return: {results: "${{ steps.loop.outputs.results }}", n: "${{ vars.n }}"}}
        catch: [{do: [{id: told, uses: test.do@1, on_error: continue}, {id: again2, fail: {code: again, message: again}}]}]
        finally: [{id: over, uses: test.do@1, on_error: continue}]
        """;
}
