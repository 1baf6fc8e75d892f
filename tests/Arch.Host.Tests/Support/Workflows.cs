namespace Arch.Host.Tests.Support;

/// <summary>Small workflows for tests.</summary>
internal static class Workflows
{
    public const string Greet = """
        arch: 1
        id: greet
        namespace: test
        inputs:
          name: {type: string}
          times: {type: integer, default: 1}
        steps:
          - {id: say, uses: core.log@1, with: {message: "Hello, ${{ inputs.name }}!"}}
        outputs:
          greeting: {type: string, value: "Hello, ${{ inputs.name }}!"}
          times: {type: integer, value: "${{ inputs.times }}"}
        """;

    public const string Fails = """
        arch: 1
        id: fails
        namespace: test
        steps:
          - {id: stop, fail: {code: out_of_stock, message: Nothing is left, details: {sku: a1}}}
        """;

    public const string Warns = """
        arch: 1
        id: warns
        namespace: test
        inputs: {n: {type: integer, default: 12}}
        checks:
          - {when: inputs.n <= 10, message: "${{ inputs.n }} are many", level: warn}
        steps:
          - {id: say, uses: core.log@1, with: {message: goes on}}
        """;

    public const string Deep = """
        arch: 1
        id: deep
        namespace: test
        inputs: {d: {type: any}}
        steps:
          - {id: write, uses: json.format@1, with: {value: "${{ inputs.d }}"}}
          - {id: read, uses: json.parse@1, with: {text: "${{ steps.write.outputs.text }}"}}
          - {id: say, uses: core.log@1, with: {message: read, data: {all: {of: "${{ steps.read.outputs }}"}}}}
        outputs: {v: {type: any, value: {wrapped: "${{ steps.read.outputs }}"}}}
        """;

    public const string Waits = """
        arch: 1
        id: waits
        namespace: test
        inputs: {for: {type: duration, default: 2h}}
        steps:
          - {id: before, uses: core.log@1, with: {message: about to wait}}
          - {id: pause, wait: {for: "${{ inputs.for }}"}}
        finally:
          - {id: tidy, uses: core.log@1, with: {message: tidied up}}
        """;

    public const string Gate = """
        arch: 1
        id: gate
        namespace: test
        steps:
          - {id: gate, wait: {signal: go}}
          - {id: after, uses: core.log@1, with: {message: "opened by ${{ steps.gate.outputs.by }}"}}
        outputs:
          data: {type: any, value: "${{ steps.gate.outputs.data }}"}
        """;
}
