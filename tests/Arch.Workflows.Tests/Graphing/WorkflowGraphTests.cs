using System.Text.RegularExpressions;
using System.Xml.Linq;
using Arch.Expressions.JavaScript;
using Arch.Workflows.Catalog;
using Arch.Workflows.Graphing;

namespace Arch.Workflows.Tests.Graphing;

public sealed partial class WorkflowGraphTests
{
    [Fact]
    public void Draw_Choice_LabelsItsArmsAndGoesOnBehindThem() => Flow("""
        - {id: a, if: inputs.n > 1, then: [{id: b, emit: x}], elif: [{if: inputs.n > 0, then: [{id: c, return: {}}]}]}
        - {id: d, switch: inputs.s, cases: {one: [{id: e, emit: x}]}, default: [{id: f, emit: x}]}
        """).ShouldBe("""
        n_start --> s_a
        s_a -->|"inputs.n #62; 1"| s_b
        s_a -->|"inputs.n #62; 0"| s_c
        s_b --> s_d
        s_a -->|"else"| s_d
        s_d -->|"one"| s_e
        s_d -->|"default"| s_f
        s_e --> n_end
        s_f --> n_end
        s_c --> n_end
        """);

    [Fact]
    public void Draw_Loops_LeadBackToTheirHeads() => Flow("""
        - {id: a, for: {each: inputs.items}, do: [{id: b, emit: x}]}
        - {id: c, repeat: {until: inputs.done, max: 3}, do: [{id: d, emit: x}, {id: e, fail: {message: x}}]}
        """).ShouldBe("""
        n_start --> s_a
        s_a --> s_b
        s_b -.->|"next"| s_a
        s_a -->|"done"| s_c
        s_c --> s_d
        s_d --> s_e
        s_c -->|"done"| n_end
        """);

    [Fact]
    public void Draw_ParallelAndGraph_PartAndJoin() => Flow("""
        - {id: a, parallel: {l: [{id: b, emit: x}], r: [{id: c, emit: x}]}}
        - {id: d, graph: [{id: e, needs: {f: failed}, emit: x}, {id: f, emit: x}, {id: g, emit: x}]}
        """).ShouldBe("""
        n_start --> s_a
        s_a -->|"l"| s_b
        s_a -->|"r"| s_c
        s_b --> j_a
        s_c --> j_a
        j_a --> s_d
        s_d --> s_f
        s_f -->|"failed"| s_e
        s_d --> s_g
        s_e --> j_d
        s_g --> j_d
        j_d --> n_end
        """);

    [Fact]
    public void Draw_Try_HasHandlersAndAnEnd() => Flow("""
        - id: a
          try: [{id: b, emit: x}]
          catch: [{when: error.code === 'x', do: [{id: c, emit: x}]}, {do: [{id: d, fail: {message: x}}]}]
          finally: [{id: e, emit: x}]
        """).ShouldBe("""
        n_start --> s_a
        s_a --> s_b
        s_a -.->|"on error: error.code === 'x'"| s_c
        s_a -.->|"on error"| s_d
        s_b -->|"finally"| s_e
        s_c -->|"finally"| s_e
        s_e --> n_end
        """);

    [Fact]
    public void Draw_SkippedEnd_GoesOn() => Flow("""
        - {id: a, when: inputs.x, fail: {message: x}}
        - {id: b, return: {}}
        """).ShouldBe("""
        n_start --> s_a
        s_a -->|"skipped"| s_b
        s_b --> n_end
        """);

    [Fact]
    public void Draw_Data_NamesWhatIsUsedWhere() => Edges(Draw("""
        - {id: a, uses: x.y@1, with: {amount: "${{ inputs.order.total }}", all: ["${{ vars.sum }}"]}}
        - {id: b, set: {sum: "${{ vars.sum + steps.a?.outputs.total }}"}}
        - {id: c, for: {each: steps.a.outputs.lines, as: line}, do: [{id: d, when: line.ok, call: x.y, with: {nr: "${{ index }}"}}]}
        - {id: e, human: {title: "Look at ${{ steps.a.outputs.id }}"}, compensate: [{id: u, emit: "${{ steps.missing.x }}", data: "${{ trigger.body }}"}]}
        """, GraphView.Data, GraphFormat.Mermaid)).ShouldBe("""
        i_order -->|"total → with.amount"| s_a
        v_sum -->|"→ with.all"| s_a
        v_sum -->|"→ set.sum"| s_b
        s_a -->|"outputs.total → set.sum"| s_b
        s_b -->|"set.sum"| v_sum
        s_a -->|"outputs.lines → for.each"| s_c
        s_c -->|"line.ok → when<br/>index → with.nr"| s_d
        s_a -->|"outputs.id → human.title"| s_e
        t_trigger -->|"body → data"| s_u
        s_a -->|"outputs.total"| o_sum
        """.ReplaceLineEndings("\n"));

    [Theory]
    [InlineData(GraphView.Flow)]
    [InlineData(GraphView.Data)]
    public void Draw_LabelsFullOfMarks_AreEscaped(GraphView view)
    {
        const string steps = """
            - {id: end, name: "a \"b\" <c> & `d` #e; \\n \\\" [x](y) {z} | --> end\nsubgraph", human: {title: "${{ inputs.order }}\" ]"}}
            - {id: call, if: "inputs.order === '\"\\\\\"' && inputs.order < '<b>'", then: [{id: x, emit: "a\"b"}]}
            """;

        var svg = XDocument.Parse(Draw(steps, view, GraphFormat.Svg));
        var mermaid = Draw(steps, view, GraphFormat.Mermaid).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var dot = Draw(steps, view, GraphFormat.Dot).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ShouldContain(text => text.StartsWith("a \"b\" <c> & `d`", StringComparison.Ordinal));
        mermaid.Where(line => !MermaidLine().IsMatch(line)).ShouldBeEmpty();
        dot.Where(line => !DotLine().IsMatch(line)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("arch: 1\nkind: agent\nid: a\n")]
    public void Draw_NoWorkflow_IsNull(string text) =>
        WorkflowGraph.Draw(new SourceText("a.yaml", text), GraphView.Flow, GraphFormat.Svg, new JavaScriptLanguage()).ShouldBeNull();

    [Fact]
    public void Draw_CycleOfNeeds_StillEnds() =>
        Draw("- {id: g, graph: [{id: a, needs: [b], emit: x}, {id: b, needs: [a], emit: x}]}", GraphView.Flow, GraphFormat.Svg).ShouldContain("</svg>");

    private static string Flow(string steps) => Edges(Draw(steps, GraphView.Flow, GraphFormat.Mermaid));

    private static string Edges(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Contains(" -->", StringComparison.Ordinal) || line.Contains(" -.->", StringComparison.Ordinal)));

    private static string Draw(string steps, GraphView view, GraphFormat format)
    {
        var text = $$$"""
            arch: 1
            id: f
            inputs: {order: {type: object}}
            vars: {sum: {type: number}}
            outputs: {sum: {type: number, value: "${{ steps.a.outputs.total }}"}}
            steps:

            """ + string.Join('\n', steps.ReplaceLineEndings("\n").Split('\n').Select(line => "  " + line));
        return WorkflowGraph.Draw(new SourceText("a.yaml", text), view, format, new JavaScriptLanguage()).ShouldNotBeNull();
    }

    [GeneratedRegex("""
        ^(flowchart (TD|LR)| *subgraph \w+\["[^"]*"\]| *end| *\w+[\[({/]+"[^"<>`]*(<br/>[^"<>`]*)*"[\])}/]+|  \w+ (-->|-\.->)(\|"[^"`]*"\|)? \w+|  classDef k_\w+ [\w:#,-]+|  class [\w,]+ k_\w+)$
        """)]
    private static partial Regex MermaidLine();

    [GeneratedRegex("""
        ^(digraph "([^"\\]|\\.)*" \{|\}| *(subgraph \w+ \{|\}|\w+(=\w+)?( \[.*\])?;|\w+ (-> \w+)?( ?\[(\w+=("([^"\\]|\\.)*"|\w+)(, )?)+\])?;|label="([^"\\]|\\.)*"; style=dashed;.*))$
        """)]
    private static partial Regex DotLine();
}
