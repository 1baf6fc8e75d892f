using Arch.Agents.Tests.Support;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Tests.Running;

public sealed class BuiltInAgentTests
{
    [Fact]
    public async Task Script_MessageAndState_SayWhatFollows()
    {
        await using var bench = new Bench();
        await bench.StartAsync(Script("""
            const count = (state.count ?? 0) + 1;
            if (message.kind === 'start') { return { state: { count: 0 } }; }
            return { state: { count }, publish: { subject: 'counted', data: { count } }, start: [{ workflow: 'tests.flow', inputs: message.data }], log: `message ${count}` };
            """));

        await bench.SendAsync("a", """{"n":1}""");
        await bench.SendAsync("b", """{"n":2}""");

        await bench.UntilAsync(() => bench.World.Events.Count == 2 && bench.World.Runs.Count == 2);
        (await bench.StateAsync())!["count"]!.GetValue<int>().ShouldBe(2);
        bench.World.Runs.Values.Select(run => run.Inputs["n"].ToString()).Order().ShouldBe(["1", "2"]);
        (await bench.Store.ReadLogAsync("tests.one", 10)).Select(line => line.Text).ShouldBe(["message 1", "message 2"]);
    }

    [Fact]
    public async Task Script_StartsARunToHearOf_GetsItsEnd()
    {
        await using var bench = new Bench();
        await bench.StartAsync(Script("""
            if (message.kind === 'run') { return { publish: { subject: `heard.${message.subject}`, data: message.data } }; }
            if (message.kind === 'message') { return { start: { workflow: 'tests.flow', hear: 'flow' } }; }
            """));
        await bench.SendAsync("a");
        await bench.UntilAsync(() => bench.World.Runs.Count == 1);
        var run = bench.World.Runs.Keys.Single();

        bench.World.Ends[run] = new() { RunId = run, Status = "succeeded", Outputs = ValueJson.Parse("""{"n":1}""") };
        bench.Manager.OnRunEnded(new(run));

        await bench.UntilAsync(() => bench.World.Events.Count == 1);
        bench.World.Events.Values.Single().Subject.ShouldBe("heard.flow");
        bench.World.Events.Values.Single().Data["outputs"].ToString().ShouldBe("""{"n":1}""");
    }

    [Fact]
    public async Task Script_StartsARunThatIsRefused_HearsWhy()
    {
        await using var bench = new Bench();
        await bench.StartAsync(Script("""
            if (message.kind === 'run') { return { publish: { subject: 'heard', data: message.data.error } }; }
            if (message.kind === 'message') { return { start: { workflow: 'tests.missing', hear: 'flow' } }; }
            """));

        await bench.SendAsync("a");

        await bench.UntilAsync(() => bench.World.Events.Count == 1);
        bench.World.Events.Values.Single().Data["code"].ToString().ShouldBe("ARCH6005");
    }

    [Fact]
    public async Task Script_RunEndsWhereNobodyTells_IsSeenAtTheNextLook()
    {
        await using var bench = new Bench();
        await bench.StartAsync(Script("""
            if (message.kind === 'run') { return { publish: { subject: 'heard' } }; }
            if (message.kind === 'message') { return { start: { workflow: 'tests.flow', hear: 'flow' } }; }
            """));
        await bench.SendAsync("a");
        await bench.UntilAsync(() => bench.World.Runs.Count == 1);

        var run = bench.World.Runs.Keys.Single();
        bench.World.Ends[run] = new() { RunId = run, Status = "cancelled" };

        await bench.UntilAsync(() => bench.World.Events.Count == 1);
    }

    [Theory]
    [InlineData("while (true) {}", "ARCH24")]
    [InlineData("return 1;", "ARCH8014 The handler returned 1, but it must return an object such as { state, reply }, or nothing.")]
    [InlineData("return {sned: []};", "ARCH8014 The handler returned the unknown member 'sned'. Did you mean 'send'?")]
    [InlineData("return {send: {subject: 'x'}};", "ARCH8014 'send' needs objects with the text 'to', but has {\"subject\":\"x\"}.")]
    public async Task Script_Wrong_Fails(string script, string reason)
    {
        await using var bench = new Bench();
        await bench.StartAsync(Script(script) with { Limits = new AgentLimits { Attempts = 1 } });

        await bench.UntilAsync(async () => (await bench.FindAsync()).Dead == 1);

        (await bench.Store.ListDeadAsync("tests.one", 1))[0].Error.ShouldStartWith(reason);
    }

    [Fact]
    public async Task Watch_NewItems_ArePublishedOnce()
    {
        await using var bench = new Bench();
        var cursors = new List<string>();
        var outputs = """{"items":[{"id":1},{"id":2}],"next":"c1"}""";
        bench.World.Tool = call =>
        {
            cursors.Add(call.Arguments["since"].ToString());
            return outputs;
        };
        await bench.StartAsync(Samples.Agent(type: "agent.watch") with
        {
            Settings = ValueJson.Parse("""{"every":"1m","emit":"shop.new","cursor":"outputs.next","cursor_input":"since"}"""),
            Tools = [new AgentTool { Name = "source", StepType = "tests.source" }],
        });
        await bench.UntilAsync(() => cursors.Count == 1);

        outputs = """{"items":[{"id":2},{"id":3}],"next":"c2"}""";
        await bench.UntilAsync(() => bench.World.Events.Count == 1);

        bench.World.Events.Values.Single().Data["id"].ToString().ShouldBe("3");
        cursors[..2].ShouldBe(["undefined", "c1"]);
    }

    [Fact]
    public async Task Watch_SourceFails_LooksAgain()
    {
        await using var bench = new Bench();
        var looks = 0;
        bench.World.Tool = _ => ++looks < 3 ? throw new Arch.Sdk.StepException("tests_away", "Away.") : """{"items":[{"id":1}]}""";
        await bench.StartAsync(Samples.Agent(type: "agent.watch") with
        {
            Settings = ValueJson.Parse("""{"every":"1s","emit":"shop.new","first":"emit"}"""),
            Tools = [new AgentTool { Name = "source", StepType = "tests.source" }],
        });

        await bench.UntilAsync(() => bench.World.Events.Count == 1);

        (await bench.FindAsync()).Dead.ShouldBe(0);
    }

    private static AgentDefinition Script(string script) => Samples.Agent(type: "agent.script") with
    {
        Settings = Value.From(ValueObject.Of(("script", Value.From(script)))),
    };
}
