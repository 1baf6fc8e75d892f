using System.Diagnostics;
using System.Text.Json;
using Arch.Host.Tests.Support;
using Arch.Plugin.Testing.ScriptedModel;

namespace Arch.Host.Tests.Agents;

/// <summary>Agents of the type <c>agent.ai</c> in a host, with a scripted model behind a real web server.</summary>
public sealed class AiAgentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string Restart = """
        arch: 1
        id: restart
        namespace: demo
        description: Restarts a service.
        inputs: {service: {type: string}, force: {type: boolean, default: false}}
        outputs: {restarted: {type: string, value: "${{ inputs.service }}"}}
        steps:
          - {id: note, uses: core.log@1, with: {message: "restarting ${{ inputs.service }}"}}
        """;

    [Fact]
    public async Task Ask_StepAndWorkflowAsTools_AnswersWithWhatTheyGave()
    {
        await using var model = await ScriptedModelServer.StartAsync(
            ScriptedAnswer.Tools(
                new ScriptedToolCall("c1", "hash", """{"text":"abc"}"""),
                new ScriptedToolCall("c2", "demo_restart", """{"service":"shop"}"""),
                new ScriptedToolCall("c3", "hack", "{}")),
            ScriptedAnswer.Text("All ", "done."));
        using var project = Project(model, """
            tools:
              - {name: hash, uses: hash.compute@1, with: {algorithm: sha256}}
              - {call: demo.restart}
            """);
        using var serve = project.Start("serve", "--urls", "http://127.0.0.1:0");
        await serve.WaitForLineAsync("Serving at");

        var run = await project.RunAsync("run", "workflows/ask.yaml", "--follow", "--output", "json");

        run.ExitCode.ShouldBe(0, run.ToString());
        run.Json.GetProperty("outputs").GetProperty("text").GetString().ShouldBe("All done.");
        var tools = model.Requests[0].Body.GetProperty("tools");
        tools.EnumerateArray().Select(tool => tool.GetProperty("function").GetProperty("name").GetString()).ShouldBe(["hash", "demo_restart"]);
        tools[0].GetProperty("function").GetProperty("parameters").GetProperty("properties").TryGetProperty("algorithm", out _).ShouldBeFalse();
        tools[1].GetProperty("function").GetProperty("description").GetString().ShouldBe("Restarts a service.");
        var results = Results(model.Requests[1]);
        results[0].ShouldContain("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        results[1].ShouldBe("""{"restarted":"shop"}""");
        results[2].ShouldBe("There is no tool 'hack'.");
        var done = (await StateAsync(project)).GetProperty("done")[0];
        done.GetProperty("status").GetString().ShouldBe("answered");
        done.GetProperty("turns").GetInt32().ShouldBe(2);
        done.GetProperty("cost_usd").GetDouble().ShouldBe(0.00004);
    }

    [Theory]
    [InlineData("approve", """{"restarted":"shop"}""", "done")]
    [InlineData("reject", "A person refused it: not now", "refused")]
    public async Task Ask_ToolThatNeedsApproval_WaitsForThePersonThroughADeath(string action, string result, string status)
    {
        await using var model = await ScriptedModelServer.StartAsync(
            ScriptedAnswer.Tools(new ScriptedToolCall("c1", "demo_restart", """{"service":"shop"}""")), ScriptedAnswer.Text("Fine."));
        using var project = Project(model, """
            tools: [{call: demo.restart}]
            approvals: [{tool: demo.restart, assign: {role: oncall}}]
            """);
        using (var serve = project.Start("serve", "--urls", "http://127.0.0.1:0"))
        {
            await serve.WaitForLineAsync("Serving at");
            (await project.RunAsync("agents", "send", "demo.ops", "--subject", "The shop is down")).ExitCode.ShouldBe(0);
            await UntilAsync(async () => (await TasksAsync(project)).GetArrayLength() == 1);
            serve.Signal(9);
        }

        var task = (await TasksAsync(project))[0];
        task.GetProperty("title").GetString().ShouldBe("demo.ops wants to use demo.restart");
        task.GetProperty("assign").GetProperty("role").GetString().ShouldBe("oncall");
        (await project.RunAsync("tasks", "complete", task.GetProperty("id").GetString()!, "--action", action, "--form", """{"comment":"not now"}""")).ExitCode.ShouldBe(0);
        using var again = project.Start("serve", "--urls", "http://127.0.0.1:0");
        await UntilAsync(async () => (await StateAsync(project)).GetProperty("done").GetArrayLength() == 1);

        Results(model.Requests[1]).ShouldBe([result]);
        (await StateAsync(project)).GetProperty("done")[0].GetProperty("lines")[1].GetProperty("calls")[0].GetProperty("status").GetString().ShouldBe(status);
    }

    [Theory]
    [InlineData("limits: {turns: 1}", "ai_turns The model answered 1 times without an end, as often as 'limits.turns' allows.")]
    [InlineData("limits: {tokens: 15}", "ai_token_budget 15 tokens are used; 'max_total_tokens' allows 15, so no further request was sent.")]
    [InlineData("limits: {cost_usd: 0.00002}", "ai_cost_budget 0.00002 US dollars are spent; 'limits.cost_usd' allows 2E-05.")]
    public async Task Ask_LimitReached_FailsTheStep(string limits, string error)
    {
        await using var model = await ScriptedModelServer.StartAsync(
            ScriptedAnswer.Tools(new ScriptedToolCall("c1", "hash", """{"text":"abc"}""")));
        using var project = Project(model, "tools: [{name: hash, uses: hash.compute@1}]\n" + limits);
        using var serve = project.Start("serve", "--urls", "http://127.0.0.1:0");
        await serve.WaitForLineAsync("Serving at");

        var run = await project.RunAsync("run", "workflows/ask.yaml", "--follow", "--output", "json");

        run.ExitCode.ShouldBe(1, run.ToString());
        (await StateAsync(project)).GetProperty("done")[0].GetProperty("error").GetString().ShouldBe(error);
        run.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe(error.Split(' ')[0]);
        model.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_ModelIsDownThenRefuses_IsTriedAgainThenFails()
    {
        await using var model = await ScriptedModelServer.StartAsync(
            ScriptedAnswer.Error(503, "overloaded", "Busy."), ScriptedAnswer.Error(401, "invalid_api_key", "No."));
        using var project = Project(model, "");
        using var serve = project.Start("serve", "--urls", "http://127.0.0.1:0");
        await serve.WaitForLineAsync("Serving at");

        var run = await project.RunAsync("run", "workflows/ask.yaml", "--follow", "--output", "json");

        run.ExitCode.ShouldBe(1, run.ToString());
        run.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("ai_access");
        model.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Ask_AnswerWithASchemaAndMemory_IsRepairedAndRemembered()
    {
        await using var model = await ScriptedModelServer.StartAsync(
            ScriptedAnswer.Tools(new ScriptedToolCall("c1", "remember", """{"text":"The shop database lives on host db7."}""")),
            ScriptedAnswer.Text("db7"),
            ScriptedAnswer.Text("""{"text":"It is db7."}"""),
            ScriptedAnswer.Text("""{"text":"db7, as I said."}"""));
        using var project = Project(model, """
            memory: {recall: 3}
            with: {answer: {type: object, properties: {text: {type: string}}, required: [text]}}
            """);
        using var serve = project.Start("serve", "--urls", "http://127.0.0.1:0");
        await serve.WaitForLineAsync("Serving at");

        var first = await project.RunAsync("run", "workflows/ask.yaml", "--follow", "--output", "json");
        var second = await project.RunAsync("run", "workflows/ask.yaml", "--follow", "--output", "json");

        first.Json.GetProperty("outputs").GetProperty("text").GetString().ShouldBe("It is db7.", first.ToString());
        second.Json.GetProperty("outputs").GetProperty("text").GetString().ShouldBe("db7, as I said.");
        Messages(model.Requests[2])[^1].GetProperty("content").GetString()!.ShouldContain("The answer is not JSON");
        Messages(model.Requests[3])[1].GetProperty("content").GetString()!.ShouldContain("db7");
    }

    private static TempProject Project(ScriptedModelServer model, string more) => new TempProject()
        .With("arch.yaml", $$$"""
            workflows: workflows
            network: {allow: ["127.0.0.1:{{{model.BaseUrl.Port}}}"]}
            connections:
              model: {for: [agent.ai], with: {base_url: "{{{model.BaseUrl}}}", api_key: none}}
            """)
        .With("workflows/restart.yaml", Restart)
        .With("workflows/ask.yaml", """
            arch: 1
            id: ask
            namespace: demo
            outputs: {text: {type: string, value: "${{ steps.a.outputs.text }}"}}
            steps:
              - {id: a, agent: demo.ops, with: {task: Where does the shop database live}, timeout: 2m, outputs: {text: {type: string}}}
            """)
        .With("workflows/ops.yaml", $$$"""
            arch: 1
            kind: agent
            id: ops
            namespace: demo
            model: {connection: model, name: small, price: {input: 1, output: 2}}
            instructions: You keep the shop going.
            lifecycle: {restart: {delay: 10ms}}
            {{{more}}}
            """);

    private static async Task<JsonElement> StateAsync(TempProject project) =>
        (await project.RunAsync("agents", "show", "demo.ops", "--output", "json")).Json.GetProperty("state");

    private static async Task<JsonElement> TasksAsync(TempProject project) =>
        (await project.RunAsync("tasks", "list", "--output", "json")).Json;

    private static List<string> Results(ModelRequest request) =>
    [
        .. Messages(request).Where(message => message.GetProperty("role").GetString() == "tool").Select(message => message.GetProperty("content").GetString() ?? ""),
    ];

    private static List<JsonElement> Messages(ModelRequest request) => [.. request.Body.GetProperty("messages").EnumerateArray()];

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            clock.Elapsed.ShouldBeLessThan(Patience);
        }
    }
}
