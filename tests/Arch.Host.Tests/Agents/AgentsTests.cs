using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Agents;

/// <summary><c>arch serve</c> and <c>arch agents</c>, and what happens when the host is killed.</summary>
public sealed class AgentsTests(ITestOutputHelper output)
{
    private const int Messages = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("ARCH_TEST_SEED") ?? "20261126", CultureInfo.InvariantCulture);

    private const string Counter = """
        arch: 1
        kind: agent
        id: counter
        namespace: demo
        uses: agent.script@1
        inbox: {subject: "demo.>"}
        with:
          state: {count: 0}
          script: |
            if (message.kind === 'start') { return; }
            const count = state.count + 1;
            return { state: { count }, reply: { count }, log: message.kind + ' ' + message.subject };
        """;

    private const string Ask = """
        arch: 1
        id: ask
        namespace: demo
        outputs: {count: {type: integer, value: "${{ steps.a.outputs.count }}"}}
        steps:
          - {id: a, agent: demo.counter, with: {task: x}, timeout: 2m, outputs: {count: {type: integer}}}
        """;

    [Fact]
    public async Task Serve_MessageEventAndAsk_AreHandled()
    {
        using var project = Project();
        using var serve = project.Start("serve", "--urls", "http://127.0.0.1:0");
        await UntilAsync(project, "demo.counter", agent => agent.GetProperty("status").GetString() == "running");

        (await project.RunAsync("agents", "send", "demo.counter", "--subject", "hi", "--id", "1")).Output.ShouldBe("Sent to demo.counter (message send/1).\n");
        (await project.RunAsync("agents", "send", "demo.counter", "--subject", "hi", "--id", "1")).Output.ShouldBe("Agent demo.counter has message send/1 already.\n");
        (await project.RunAsync("events", "publish", "demo.paid", "--data", "1")).ExitCode.ShouldBe(0);
        await UntilAsync(project, "demo.counter", agent => agent.GetProperty("handled").GetInt64() == 3);
        var run = await project.RunAsync("run", "workflows/ask.yaml", "--follow", "--output", "json");

        run.ExitCode.ShouldBe(0, run.ToString());
        run.Json.GetProperty("outputs").GetProperty("count").GetInt32().ShouldBe(3, run.ToString());
        (await project.RunAsync("agents", "logs", "demo.counter", "--output", "json")).Json.EnumerateArray()
            .Select(line => line.GetProperty("text").GetString()).ShouldBe(["message hi", "event demo.paid", "ask a"]);
        serve.Signal(15);
        (await serve.EndAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Change_WithoutHost_IsKept()
    {
        using var project = Project();

        (await project.RunAsync("agents", "start", "demo.counter")).Output.ShouldBe("Agent demo.counter is starting.\n");
        (await project.RunAsync("agents", "pause", "demo.counter")).Output.ShouldBe("Agent demo.counter is paused.\n");
        (await project.RunAsync("agents", "stop", "demo.counter")).Output.ShouldBe("Agent demo.counter is stopped.\n");
        (await project.RunAsync("agents", "list", "--status", "stopped", "--output", "json")).Json.GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("start")]
    [InlineData("send")]
    [InlineData("logs")]
    public async Task Command_UnknownAgent_ExitsWith2(string command)
    {
        using var project = Project();

        var result = await project.RunAsync("agents", command, "demo.nobody");

        result.ShouldBe(new ArchResult(2, "", "ARCH6020 There is no agent 'demo.nobody' in this project. 'arch agents list' shows those there are.\n"));
    }

    [Fact]
    public async Task Validate_WrongAgent_TellsAll()
    {
        using var project = new TempProject().With(
            "bad.yaml",
            "arch: 1\nkind: agent\nid: bad\nnamespace: demo\nuses: agent.scrpt@1\n---\narch: 1\nkind: agent\nid: bad2\nnamespace: demo\nuses: agent.script@1\nwith: {scrip: x}\n");

        var result = await project.RunAsync("validate", "bad.yaml");

        result.ExitCode.ShouldBe(2);
        result.Output.ShouldContain("bad.yaml:5:7 ARCH8101 The agent uses unknown agent type 'agent.scrpt'. Did you mean 'agent.script'?");
        result.Output.ShouldContain("ARCH2108 agent type 'agent.script' has no setting 'scrip'. Did you mean 'script'?");
    }

    [Fact]
    public async Task Serve_KilledAgainAndAgain_EveryMessageCountsOnce()
    {
        output.WriteLine($"seed {Seed}");
#pragma warning disable CA5394 // Moments to kill at need to be repeatable, not secret
        var random = new Random(Seed);
#pragma warning restore CA5394
        using var project = new TempProject().With("arch.yaml", "workflows: workflows\n")
            .With("workflows/ping.yaml", Chain("ping", "pong")).With("workflows/pong.yaml", Chain("pong", "ping"));
        foreach (var lane in (string[])["1", "2", "3"])
        {
            (await project.RunAsync("agents", "send", "kill.ping", "--data", """{"n":1}""", "--id", lane)).ExitCode.ShouldBe(0);
        }

        var kills = 0;
        var clock = Stopwatch.StartNew();
        while (await HandledAsync(project) < (3 * Messages) + 2)
        {
            clock.Elapsed.ShouldBeLessThan(Patience);
            kills += await IsKilledAsync(project, random) ? 1 : 0;
        }

        output.WriteLine($"{kills} kills");
        kills.ShouldBeGreaterThan(2);
        var (ping, pong) = (await StateAsync(project, "kill.ping"), await StateAsync(project, "kill.pong"));
        (ping.GetProperty("seen").GetInt32() + pong.GetProperty("seen").GetInt32()).ShouldBe(3 * Messages);
        (ping.GetProperty("sum").GetInt32() + pong.GetProperty("sum").GetInt32()).ShouldBe(3 * Messages * (Messages + 1) / 2);
    }

    private static async Task<bool> IsKilledAsync(TempProject project, Random random)
    {
        using var serve = project.Start("serve", "--urls", "http://127.0.0.1:0");
        await serve.WaitForLineAsync("Serving at");
#pragma warning disable CA5394 // See above
        return serve.KillAfter(TimeSpan.FromMilliseconds(random.Next(20, 500)));
#pragma warning restore CA5394
    }

    private static string Chain(string id, string other) => $$"""
        arch: 1
        kind: agent
        id: {{id}}
        namespace: kill
        uses: agent.script@1
        with:
          state: {seen: 0, sum: 0}
          script: |
            if (message.kind === 'start') { return; }
            const n = message.data.n;
            const send = n < {{Messages}} ? [{ to: 'kill.{{other}}', data: { n: n + 1 } }] : [];
            return { state: { seen: state.seen + 1, sum: state.sum + n }, send };
        """;

    private static TempProject Project() => new TempProject()
        .With("arch.yaml", "workflows: workflows\n").With("workflows/counter.yaml", Counter).With("workflows/ask.yaml", Ask);

    private static async Task<long> HandledAsync(TempProject project) =>
        (await project.RunAsync("agents", "list", "--output", "json")).Json.EnumerateArray().Sum(agent => agent.GetProperty("handled").GetInt64());

    private static async Task<JsonElement> StateAsync(TempProject project, string agent) =>
        (await project.RunAsync("agents", "show", agent, "--output", "json")).Json.GetProperty("state");

    private static async Task UntilAsync(TempProject project, string agent, Func<JsonElement, bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            clock.Elapsed.ShouldBeLessThan(Patience);
            var result = await project.RunAsync("agents", "show", agent, "--output", "json");
            if (result.ExitCode == 0 && condition(result.Json))
            {
                return;
            }
        }
    }
}
