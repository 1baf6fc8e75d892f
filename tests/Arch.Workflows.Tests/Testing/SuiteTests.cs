using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Testing;

public sealed class SuiteTests
{
    private const string Main = """
        arch: 1
        id: main
        namespace: t
        inputs: {count: {type: integer, default: 1}, name: {type: string}}
        steps:
          - {id: ask, uses: http.request@1, with: {url: "https://x"}}
          - {id: hold, wait: {signal: go}}
          - {id: decide, human: {title: Well, actions: [accept, refuse], form: {why: {type: string}}}}
          - id: each
            for: {each: "[1]"}
            do: [{id: post, uses: slack.post@1, with: {text: x}}]
        outputs: {total: {type: number, value: "${{ 1 }}"}}
        ---
        arch: 1
        kind: test
        workflow: t.main
        defaults: {inputs: {name: Ada}}
        cases:
          - name: it

        """;

    [Theory]
    [InlineData("mocks: {ask: {outputs: {}}}")]
    [InlineData("mocks: {ask: {outputs: {status: 200}, delay: 5s}, 'each[0]/post': {fail: gone}, slack.post@1: [{fail: {code: x}}, {}]}")]
    [InlineData("expect: {outputs: {total: 1}, path: [ask, hold, post], steps: {ask: {outputs: {status: 200}}}, emitted: [a.b], snapshot: true}")]
    [InlineData("signals: [{name: go, after: ask, delay: 1h}]\nhuman: {decide: {action: refuse, form: {why: so}}}\nallow: [http.request@1, slack.*]\nclock: 2026-01-01T00:00:00Z\nuntil: 3d\ncancel: {at: 1h}")]
    [InlineData("assert: [steps.ask.outputs.status === 200, outputs.total > 0, \"path.includes('ask')\", inputs.name === 'Ada', steps.post.runs.length === 1]")]
    public void Case_ThatIsRight_IsAccepted(string test) => Compile.Text(Main + Indent(test)).Diagnostics.ShouldBeEmpty();

    [Theory]
    [InlineData("mocks: {aks: {}}", "20:13 ARCH7003 The workflow 't.main' has no step 'aks', which a mock names. Did you mean 'ask'?")]
    [InlineData("mocks: {http.reqest@1: {}}", "20:13 ARCH7003 No step of 't.main' uses a step type or calls a workflow 'http.reqest@1', which a mock names. Did you mean 'http.request@1'?")]
    [InlineData("mocks: {http.request: {}}", "20:13 ARCH7003 No step of 't.main' uses a step type or calls a workflow 'http.request', which a mock names. Did you mean 'http.request@1'?")]
    [InlineData("mocks: {hold: {}}", "20:13 ARCH7004 Step 'hold' is a step of the verb 'wait', which cannot be mocked. Time passes by itself in a test; send what it waits for with 'signals' or 'events'.")]
    [InlineData("mocks: {each: {}}", "20:13 ARCH7004 Step 'each' is a step of the verb 'for', which cannot be mocked. Mock the steps in it.")]
    [InlineData("mocks: {ask: {outputs: {status: high}}}", "20:37 ARCH7005 'status' of the outputs of step 'ask' must be an integer, but is a string. Give what the step really gives, so that the test says something about it.")]
    [InlineData("mocks: {ask: {outputs: {stat: 1}}}", "20:29 ARCH7005 The outputs of step 'ask' have no 'stat'. Did you mean 'status'?")]
    [InlineData("mocks: {ask: {outputs: 5}}", "20:28 ARCH7005 The outputs of 'ask' must be an object, but this is an integer. Give a mapping from the names of outputs to their values.")]
    [InlineData("mocks: {ask: {outputs: {}, fail: x}}", "20:32 ARCH7007 The mock of 'ask' has both 'outputs' and 'fail'. A step gives outputs or fails; give a list of mocks for one after the other.")]
    [InlineData("mocks: {ask: {fail: {kind: timeout}}}", "20:32 ARCH7007 The mock of 'ask' lets the step time out, but step 'ask' has no 'timeout'. Give the step a 'timeout', or let the mock fail with a code.")]
    [InlineData("mocks: {ask: {outputs: {status: \"${{ inputs.uri }}\"}}}", "20:49 ARCH2105 ")]
    [InlineData("allow: [file.read@1]", "20:13 ARCH7003 No step of 't.main' uses a type 'file.read@1', which 'allow' names. ")]
    [InlineData("signals: [{name: stop}]", "20:22 ARCH7003 No step of 't.main' waits for the signal 'stop'. It waits for go.")]
    [InlineData("signals: [{name: go, after: aks}]", "20:33 ARCH7003 ")]
    [InlineData("signals: [{name: go, at: soon}]", "20:30 ARCH7006 'at' is a length of time since the start such as 2h, or must be a moment such as 2026-11-23T09:30:00Z, but is 'soon'.")]
    [InlineData("events: [{subject: a.b}]", "20:24 ARCH7003 No step of 't.main' waits for an event, such as 'a.b'. Take it out.")]
    [InlineData("human: {ask: {}}", "20:13 ARCH7004 Step 'ask' asks nobody: it is a step of the verb 'uses'. Name a step with 'human'.")]
    [InlineData("human: {decide: {action: shrug, form: {why: x}}}", "20:30 ARCH7006 The task of step 'decide' has no action 'shrug'. Its actions are accept, refuse.")]
    [InlineData("human: {decide: {form: {why: 5}}}", "20:28 ARCH7006 The form of step 'decide': 'why' must be a string, but is 5 (a number).")]
    [InlineData("cancel: {reason: x}", "20:5 ARCH7007 'cancel' does not say when. Add 'after: step', or 'at: 2h'.")]
    [InlineData("clock: yesterday", "20:12 ARCH7006 'clock' must be a moment such as 2026-11-23T09:30:00Z, but is 'yesterday'.")]
    [InlineData("inputs: {cuont: 1}", "20:14 ARCH1101 ")]
    [InlineData("inputs: {count: many}", "20:14 ARCH1103 ")]
    [InlineData("expect: {outputs: {totl: 1}}", "20:24 ARCH7005 The outputs of the workflow have no 'totl'. Did you mean 'total'?")]
    [InlineData("expect: {path: [ask, each]}", "20:26 ARCH7004 Step 'each' is a step of the verb 'for', and 'path' lists the steps in it. Leave it out, or look at its end with 'steps'.")]
    [InlineData("expect: {steps: {psot: skipped}}", "20:22 ARCH7003 The workflow 't.main' has no step 'psot', which 'steps' names. Did you mean 'post'?")]
    [InlineData("expect: {steps: {ask: {inputs: {uri: x}}}}", "20:37 ARCH7005 ")]
    [InlineData("expect: {steps: {ask: done}}", "20:27 ARCH1000 ")]
    [InlineData("assert: [steps.aks.status === 'x']", "20:20 ARCH2101 ")]
    [InlineData("assert: [output.total > 1]", "20:14 ARCH2100 ")]
    [InlineData("assert: [outputs.total + 1]", "20:14 ARCH2006 ")]
    [InlineData("asert: [true]", "20:5 ARCH1002 ")]
    public void Case_ThatIsWrong_IsFoundWithPlaceAndRemedy(string test, string diagnostic)
    {
        var compilation = Compile.Text(Main + Indent(test));

        compilation.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("test.yaml:" + diagnostic);
        compilation.Tests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("workflow: t.mian", "3:11 ARCH7001 There is no workflow 't.mian'. Give its namespace and id, such as 'shop.orders', or its file, such as './orders.yaml'.")]
    [InlineData("workflow: main.yaml", "3:11 ARCH7001 There is no workflow 'main.yaml'. Write './main.yaml' to name a file.")]
    [InlineData("workflow: ./main.yaml", "3:11 ARCH7001 There is no workflow file './main.yaml'. The path counts from the folder of this file, such as './orders.yaml'.")]
    [InlineData("workflow: Main File", "3:11 ARCH1000 ")]
    public void Workflow_ThatIsNotThere_IsSaid(string workflow, string diagnostic)
    {
        var compilation = Compile.Text($"arch: 1\nkind: test\n{workflow}\ncases: [{{name: it, mocks: {{x: {{}}}}}}]\n");

        compilation.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("test.yaml:" + diagnostic);
    }

    [Fact]
    public void Workflow_WithErrors_IsSaidWithTheFirst()
    {
        var compilation = Compile.Text("arch: 1\nid: a\nsteps: [{id: b, uses: no.such@1}]\n---\narch: 1\nkind: test\nworkflow: a\ncases: [{name: it}]\n");

        compilation.Diagnostics.Select(diagnostic => diagnostic.Code).ShouldBe(["ARCH2004", "ARCH7002"]);
    }

    [Fact]
    public void Cases_OfOneName_AreAnError()
    {
        var compilation = Compile.Text(Main + "  - name: it\n");

        compilation.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("test.yaml:20:11 ARCH7007 Two cases are called 'it'.");
    }

    [Fact]
    public void Inputs_ThatAreMissing_AreSaidAtTheCase()
    {
        var compilation = Compile.Text(Main.Replace("defaults: {inputs: {name: Ada}}\n", "", StringComparison.Ordinal));

        compilation.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("test.yaml:18:11 ARCH1102 ");
    }

    private static string Indent(string text) => string.Join('\n', text.Split('\n').Select(line => "    " + line)) + "\n";
}
