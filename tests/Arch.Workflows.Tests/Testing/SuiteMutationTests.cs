using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;
using Arch.Workflows.Schema;
using Arch.Workflows.Tests.Schema;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Testing;

/// <summary>Whatever stands at any place of a test document, reading it gives diagnostics or a suite and never throws.</summary>
public sealed partial class SuiteMutationTests
{
    private const string Flow = """
        arch: 1
        id: main
        namespace: t
        inputs: {count: {type: integer, default: 1}}
        vars: {seen: {type: array, default: []}}
        steps:
          - {id: ask, uses: http.request@1, with: {url: "https://x"}, timeout: 1m}
          - {id: hold, wait: {any: [{signal: go}, {event: a.b}]}}
          - {id: decide, human: {title: Well, actions: [accept, refuse], form: {why: {type: string}}}}
          - {id: sub, call: shop.orders.backorder, with: {order: {}}}
          - {id: act, uses: ./actions/upsert_contacts, with: {rows: []}}
        outputs: {total: {type: number, value: "${{ 1 }}"}}

        """;

    private const string Test = """
        arch: 1
        kind: test
        workflow: t.main
        defaults:
          inputs: {count: 2}
          trigger: {kind: manual}
          mocks: {http.request@1: {outputs: {status: 200, body: {a: [1]}}}}
          allow: [http.request@1]
          clock: 2026-01-01T00:00:00Z
        cases:
          - name: first
            inputs: {count: 3}
            mocks:
              ask: [{fail: {code: busy, message: "It is ${{ inputs.url }}", retryable: true, retry_after: 5s, status: 503, details: {a: 1}}}, {fail: gone}, {fail: {kind: timeout}}, {outputs: {status: "${{ attempt }}"}, delay: 5m}]
              sub: {outputs: {}}
              act/upsert: {outputs: {count: 1}}
              shop.orders.backorder: {fail: x}
            allow: [crm.*]
            signals: [{name: go, data: {a: 1}, by: Ada, after: ask, delay: 1h}]
            events: [{subject: a.b, data: 5, at: 2h}]
            human: {decide: [{action: refuse, form: {why: so}, by: Ada, delay: 1d}]}
            cancel: {at: 1h, reason: enough, compensate: true}
            until: 3d
            expect:
              status: waiting
              path: [ask, hold]
              steps: {ask: {status: failed, inputs: {url: x}, error: {code: busy}, attempts: 2, runs: 1, exact: true}, sub/a: not_run}
              outputs: {total: 1}
              emitted: [a.b, {subject: c.d, data: {n: "${{ inputs.count }}"}}]
              error: busy
              vars: {seen: [1, 2]}
              took: 2h
              exact: true
              snapshot: true
            assert: [outputs.total === 1, steps.ask.attempts > 1]
          - {name: second, skip: later}

        """;

    private static readonly string[] s_others = ["5", "null", "\"\"", "[]", "{}", "[[x]]", "{a: {b: 1}}", "[{name: x}]", "${{ inputs }}", "\"${{ inputs.count }}\""];

    [Fact]
    public void Compile_AsItIs_IsRightAndFitsTheSchema()
    {
        var compilation = CompileTest(Test);

        compilation.Diagnostics.ShouldBeEmpty();
        compilation.Tests.ShouldHaveSingleItem().Cases.Length.ShouldBe(2);
        Validate(Test).ShouldBeEmpty();
        Validate(Test.Replace("until: 3d", "untill: 3d", StringComparison.Ordinal)).ShouldBe(["/cases/0/untill: nothing is allowed"]);
    }

    [Fact]
    public void Compile_SomethingElseAtAnyPlace_NeverThrows()
    {
        foreach (Match match in Part().Matches(Test))
        {
            foreach (var other in s_others)
            {
                var text = Test[..match.Index] + other + Test[(match.Index + match.Length)..];

                var compilation = Should.NotThrow(() => CompileTest(text), text);

                (compilation.HasErrors && compilation.Tests.Count > 0).ShouldBeFalse(text);
            }
        }
    }

    private static Arch.Workflows.Compiling.WorkflowCompilation CompileTest(string text)
    {
        var files = new FixtureFiles();
        files.Workflows["t.main"] = Flow;
        return Compile.Text(text, files);
    }

    private static IReadOnlyList<string> Validate(string yaml)
    {
        var root = YamlReader.Read(new SourceText("f.yaml", yaml), new DiagnosticBag()).Documents[0];
        return new SchemaValidator(WorkflowSchema.Create(new FixtureCatalog())).Validate(JsonNode.Parse(ValueJson.ToJson(YamlData.ToValue(root))));
    }

    [GeneratedRegex(@"[A-Za-z0-9_./@*:-]*[A-Za-z0-9*]|\{[^{}]*\}|\[[^\[\]]*\]")]
    private static partial Regex Part();
}
