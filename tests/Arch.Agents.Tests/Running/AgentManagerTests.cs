using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Arch.Agents.Lifecycle;
using Arch.Agents.Tests.Support;
using Arch.Sdk;
using Arch.Sdk.Agents;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Tests.Running;

public sealed class AgentManagerTests
{
    [Fact]
    public async Task Handle_ManyMessages_OneAtATimeInOrder()
    {
        await using var bench = new Bench();
        var (now, most) = (0, 0);
        var seen = new ConcurrentQueue<string>();
        bench.Handle = async (message, state, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            seen.Enqueue(message.Id);
            Interlocked.Decrement(ref now);
            state["count"] = (state["count"]?.GetValue<int>() ?? 0) + 1;
            return state;
        };
        await bench.StartAsync(Samples.Agent());

        for (var i = 0; i < 200; i++)
        {
            await bench.SendAsync($"m{i:000}");
        }

        await bench.UntilAsync(async () => (await bench.FindAsync()).Handled == 201);
        seen.ShouldBe([.. Enumerable.Range(0, 200).Select(i => $"m{i:000}").Prepend("start/1")]);
        most.ShouldBe(1);
        (await bench.StateAsync())!["count"]!.GetValue<int>().ShouldBe(201);
    }

    [Fact]
    public async Task Handle_Throws_BacksOffAndIsPutAside()
    {
        await using var bench = new Bench();
        var attempts = new ConcurrentQueue<(DateTimeOffset At, int Attempt)>();
        bench.Handle = (message, state, context, _) =>
        {
            if (message.Id == "poison")
            {
                attempts.Enqueue((bench.Time.GetUtcNow(), message.Attempt));
                context.Publish("never.seen");
                throw new InvalidOperationException("Ouch.");
            }

            return Task.FromResult(state);
        };
        await bench.StartAsync(Samples.Agent());
        await bench.SendAsync("poison");
        await bench.SendAsync("good");

        await bench.UntilAsync(async () => (await bench.FindAsync()).Handled == 2);

        attempts.Select(one => one.Attempt).ShouldBe([1, 2, 3]);
        var times = attempts.Select(one => one.At).ToList();
        (times[1] - times[0]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        (times[2] - times[1]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
        var dead = (await bench.Store.ListDeadAsync("tests.one", 10)).Single();
        dead.Mail.Id.ShouldBe("poison");
        dead.Error.ShouldBe("ARCH8010 The agent type 'tests.agent' threw InvalidOperationException: Ouch.");
        (await bench.FindAsync()).Life.ShouldBe(new AgentLife { Status = AgentStatus.Running });
        bench.World.Events.ShouldBeEmpty();
        (await bench.Store.ReadLogAsync("tests.one", 10)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Handle_FailsTooOften_StaysFaultedUntilStarted()
    {
        await using var bench = new Bench();
        var isBroken = true;
        bench.Handle = (message, state, _, _) => isBroken ? throw new StepException("tests_no", "No.") : Task.FromResult(state);
        await bench.StartAsync(Samples.Agent() with { Restart = new AgentRestart { Attempts = 2 }, Limits = new AgentLimits { Attempts = 10 } });

        await bench.UntilAsync(async () => (await bench.FindAsync()).Life is { Status: AgentStatus.Faulted, RestartAt: null });
        (await bench.FindAsync()).Life.Reason.ShouldBe("tests_no No.");

        isBroken = false;
        await bench.Store.ChangeAsync("tests.one", new StartAsked(), bench.Time.GetUtcNow());
        await bench.UntilAsync(async () => (await bench.FindAsync()).Life.Status == AgentStatus.Running);
    }

    [Fact]
    public async Task Handle_BlocksItsThread_IsAbandonedAndHoldsNobodyBack()
    {
        await using var bench = new Bench();
        using var release = new ManualResetEventSlim();
        var names = Enumerable.Range(0, 10).Select(i => $"tests.stuck{i}").ToList();
        bench.Handle = (message, state, context, _) =>
        {
            if (context.Agent != "tests.one")
            {
                release.Wait(CancellationToken.None); // it does not listen, which is what is tested
                context.Send("tests.one", "late");
            }

            return Task.FromResult(state);
        };
        var limits = new AgentLimits { Time = TimeSpan.FromSeconds(5), Attempts = 2 };
        await bench.StartAsync([.. names.Select(name => Samples.Agent(name) with { Limits = limits }), Samples.Agent()]);
        await bench.UntilAsync(async () => (await bench.FindAsync("tests.stuck0")).Life.Failures > 0);

        await bench.SendAsync("m1");
        await bench.UntilAsync(async () => (await bench.FindAsync()).Handled == 2);

        (await bench.FindAsync("tests.stuck0")).Life.Reason.ShouldBe("ARCH8011 The message was not handled within 5s, the limit of time.");
        release.Set();
        await bench.UntilAsync(() => bench.Manager.Threads.Lost == 0);
        (await bench.FindAsync()).Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Handle_FloodsAnother_IsHeldBackAndTheOtherIsWell()
    {
        await using var bench = new Bench();
        bench.Handle = (message, state, context, _) =>
        {
            if (context.Agent == "tests.flood" && message.Kind == AgentMessageKind.Message)
            {
                for (var i = 0; i < 20; i++)
                {
                    context.Send("tests.one", "more");
                }
            }

            return Task.FromResult(state);
        };
        await bench.Store.DeclareAsync(Samples.Agent() with { Limits = new AgentLimits { Mailbox = 10 } }, Samples.Now);
        await bench.StartAsync(Samples.Agent("tests.flood"));
        await bench.SendAsync("m1", agent: "tests.flood");

        await bench.UntilAsync(async () => (await bench.FindAsync("tests.flood")).Dead == 1);

        (await bench.Store.ListDeadAsync("tests.flood", 1))[0].Error.ShouldBe(
            "ARCH8012 The mailbox of agent 'tests.one' is full: as many messages wait as 'limits.mailbox' allows. Send again later.");
        (await bench.FindAsync()).Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Handle_Effects_AreCarriedOutOnceAfterTheCommit()
    {
        await using var bench = new Bench();
        var runId = "";
        bench.Handle = (message, state, context, _) =>
        {
            if (message.Kind == AgentMessageKind.Message)
            {
                runId = context.StartRun("tests.flow", new JsonObject { ["x"] = 1 });
                context.StartRun("tests.missing");
                context.Publish("shop.paid", new JsonObject { ["n"] = 1 });
            }

            return Task.FromResult(state);
        };
        bench.World.Failing = 2;
        await bench.StartAsync(Samples.Agent());
        await bench.SendAsync("m1");

        await bench.UntilAsync(async () => (await bench.Store.ReadOutboxAsync(0, 10)).Count == 0 && bench.World.Events.Count == 1);

        bench.World.Runs.ShouldHaveSingleItem().Key.ShouldBe(runId);
        (await bench.Store.ReadLogAsync("tests.one", 50)).ShouldContain(line => line.Text.EndsWith("was refused: ARCH6005 There is no such workflow.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_Variants_AlwaysGetAReply()
    {
        await using var bench = new Bench();
        bench.Handle = (message, state, context, _) =>
        {
            switch (message.Data?["do"]?.GetValue<string>())
            {
                case "reply":
                    context.Reply(new JsonObject { ["answer"] = 42 });
                    break;
                case "later":
                    context.ReplyLater();
                    state["asked"] = message.ReplyTo;
                    break;
                case "now":
                    context.Reply(state["asked"]!.GetValue<string>(), new JsonObject { ["late"] = true });
                    break;
                case "fail":
                    throw new StepException("tests_no", "No.");
            }

            return Task.FromResult(state);
        };
        await bench.StartAsync(Samples.Agent() with { Limits = new AgentLimits { Attempts = 1 } });

        foreach (var (word, number) in (string[])["reply", "later", "now", "nothing", "fail"] is var words ? words.Select((word, number) => (word, number)) : [])
        {
            await bench.Store.SendAsync(Samples.Mail(word, data: $"{{\"do\":\"{word}\"}}") with
            {
                Kind = AgentMessageKind.Ask,
                ReplyTo = word == "now" ? null : Arch.Agents.Ports.AgentReply.Address(new(word), number, 1),
            });
        }

        await bench.UntilAsync(() => bench.World.Replies.Count == 4);
        var replies = bench.World.Replies.ToDictionary(reply => reply.RunId.Value);
        replies["reply"].Outputs["answer"].ToString().ShouldBe("42");
        replies["later"].Outputs["late"].ToString().ShouldBe("true");
        replies["nothing"].Outputs.ToString().ShouldBe("{}");
        replies["fail"].Error!.Code.ShouldBe("tests_no");
        replies["fail"].Activation.ShouldBe(4);
    }

    [Fact]
    public async Task Timer_After_ComesAtItsTime()
    {
        await using var bench = new Bench();
        bench.Handle = (message, state, context, _) =>
        {
            if (message.Kind == AgentMessageKind.Start)
            {
                context.After(TimeSpan.FromMinutes(1), "tick", "data");
            }
            else if (message.Kind == AgentMessageKind.Timer)
            {
                state["at"] = bench.Time.GetUtcNow();
                state["data"] = message.Data!.DeepClone();
            }

            return Task.FromResult(state);
        };
        await bench.StartAsync(Samples.Agent());

        await bench.UntilAsync(async () => (await bench.FindAsync()).Handled == 2);

        var state = (await bench.StateAsync())!;
        state["at"]!.GetValue<DateTimeOffset>().ShouldBeGreaterThanOrEqualTo(Samples.Now.AddMinutes(1));
        state["data"]!.GetValue<string>().ShouldBe("data");
    }

    [Fact]
    public async Task Pause_ThenStart_MessagesWait()
    {
        await using var bench = new Bench();
        await bench.StartAsync(Samples.Agent());
        await bench.UntilAsync(async () => (await bench.FindAsync()).Life.Status == AgentStatus.Running);

        await bench.Store.ChangeAsync("tests.one", new PauseAsked("x"), bench.Time.GetUtcNow());
        await bench.SendAsync("m1");
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        (await bench.FindAsync()).Pending.ShouldBe(1);
        await bench.Store.ChangeAsync("tests.one", new StartAsked(), bench.Time.GetUtcNow());

        await bench.UntilAsync(async () => (await bench.FindAsync()).Pending == 0);
    }

    [Fact]
    public async Task TwoManagers_OneStore_EachMessageIsHandledByOne()
    {
        await using var memory = new Arch.Agents.Memory.MemoryAgentStore();
        await using var first = new Bench(memory.Connect());
        await using var second = new Bench(memory.Connect());
        first.Handle = second.Handle = (message, state, _, _) =>
        {
            state["count"] = (state["count"]?.GetValue<int>() ?? 0) + 1;
            return Task.FromResult(state);
        };
        await first.StartAsync(Samples.Agent());
        await first.UntilAsync(async () => (await first.FindAsync()).Handled == 1);
        await second.StartAsync();
        for (var i = 0; i < 50; i++)
        {
            await second.SendAsync($"m{i}");
        }

        await first.UntilAsync(async () =>
        {
            second.Time.Advance(TimeSpan.FromMilliseconds(50));
            return (await first.FindAsync()).Pending == 0;
        });

        (await first.StateAsync())!["count"]!.GetValue<int>().ShouldBe(51);
    }
}
