using System.Text;
using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Agents.Tests.Support;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Sdk.Agents;

namespace Arch.Agents.Tests.Stores;

/// <summary>What every store of agents does.</summary>
public abstract class AgentStoreContract : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = Samples.Now;
    private readonly List<IAgentStore> _opened = [];

    /// <summary>Opens the same data for another owner.</summary>
    protected abstract Task<IAgentStore> OpenAsync();

    /// <summary>Ends an owner as the end of its process would.</summary>
    protected abstract Task KillAsync(IAgentStore store);

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await store.DisposeAsync();
        }

        await CleanUpAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual ValueTask CleanUpAsync() => default;

    [Fact]
    public async Task Declare_NewSameAndChanged_TellsWhatItWas()
    {
        var store = await StoreAsync();

        (await store.DeclareAsync(Samples.Agent(), Now)).ShouldBeTrue();
        (await store.DeclareAsync(Samples.Agent(), Now)).ShouldBeFalse();
        (await store.DeclareAsync(Samples.Agent() with { Title = "One" }, Now)).ShouldBeTrue();

        var agent = (await store.FindAsync("tests.one")).ShouldNotBeNull();
        agent.Title.ShouldBe("One");
        agent.Life.Status.ShouldBe(AgentStatus.Created);
        (await store.FindAsync("tests.other")).ShouldBeNull();
    }

    [Fact]
    public async Task Send_SameIdTwice_IsKeptOnce()
    {
        var store = await StoreAsync();
        await store.DeclareAsync(Samples.Agent(), Now);

        (await store.SendAsync(Samples.Mail("a"))).ShouldBe(MailResult.Accepted);
        (await store.SendAsync(Samples.Mail("a"))).ShouldBe(MailResult.Duplicate);
        (await store.SendAsync(Samples.Mail("a", "tests.nobody"))).ShouldBe(MailResult.Unknown);

        (await store.ListMailAsync("tests.one", 10)).Select(mail => mail.Id).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Send_FullOrTooLarge_IsRefused()
    {
        var store = await StoreAsync();
        var agent = Samples.Agent();
        await store.DeclareAsync(agent with { Limits = agent.Limits with { Mailbox = 2, MessageBytes = 10 } }, Now);

        (await store.SendAsync(Samples.Mail("large", data: "\"0123456789\""))).ShouldBe(MailResult.TooLarge);
        (await store.SendAsync(Samples.Mail("a"))).ShouldBe(MailResult.Accepted);
        (await store.SendAsync(Samples.Mail("b"))).ShouldBe(MailResult.Accepted);
        (await store.SendAsync(Samples.Mail("c"))).ShouldBe(MailResult.Full);
    }

    [Fact]
    public async Task Load_StartBeforeEarlierMessages_InOrder()
    {
        var store = await StoreAsync();
        await store.DeclareAsync(Samples.Agent(), Now);
        await store.SendAsync(Samples.Mail("a"));
        await store.SendAsync(Samples.Mail("b"));
        (await store.FindReadyAsync(Now, 10)).ShouldBeEmpty();
        await store.ClaimAsync(Now);
        (await store.FindReadyAsync(Now, 10)).ShouldBeEmpty();

        (await store.ChangeAsync("tests.one", new StartAsked(), Now))!.Status.ShouldBe(AgentStatus.Starting);

        (await store.FindReadyAsync(Now, 10)).ShouldBe([new ReadyAgent("tests.one", false)]);
        var order = new List<string>();
        var work = await store.LoadAsync("tests.one", Now);
        while (work is { Mail: { } mail })
        {
            order.Add(mail.Id);
            work = (await store.CommitAsync(Done(work, mail.Id))).Next;
        }

        order.ShouldBe(["start/1", "a", "b"]);
        var agent = (await store.FindAsync("tests.one"))!;
        agent.Life.Status.ShouldBe(AgentStatus.Running);
        agent.Pending.ShouldBe(0);
        agent.Handled.ShouldBe(3);
        (await store.FindNextWakeAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Commit_All_IsKeptTogether()
    {
        var (store, work) = await RunningAsync();
        await store.DeclareAsync(Samples.Agent("tests.two"), Now);

        var result = await store.CommitAsync(Done(work, "m1") with
        {
            State = "{\"n\":1}"u8.ToArray(),
            Sends = [Samples.Mail("m2", "tests.two"), Samples.Mail("m3")],
            Outbox = [new OutboxItem { Agent = "tests.one", Kind = OutboxKind.Event, Id = "e", Name = "x.y", Data = "1"u8.ToArray(), At = Now }],
            Log = [new AgentLogLine(Now, PluginLogLevel.Info, "done")],
        });

        result.Refusal.ShouldBeNull();
        result.Wakes.ShouldBeTrue();
        result.Next!.Mail!.Id.ShouldBe("m3");
        Encoding.UTF8.GetString(result.Next.State!).ShouldBe("{\"n\":1}");
        (await store.ListMailAsync("tests.two", 10)).Single().Id.ShouldBe("m2");
        var item = (await store.ReadOutboxAsync(0, 10)).Single();
        item.Name.ShouldBe("x.y");
        (await store.ReadLogAsync("tests.one", 10)).Single().Text.ShouldBe("done");
        (await store.SendAsync(Samples.Mail("m1"))).ShouldBe(MailResult.Duplicate);
        await store.RemoveOutboxAsync([item.Number]);
        (await store.ReadOutboxAsync(0, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Commit_SendThatIsRefused_KeepsNothing()
    {
        var (store, work) = await RunningAsync();

        var result = await store.CommitAsync(Done(work, "m1") with
        {
            State = "{\"n\":1}"u8.ToArray(),
            Sends = [Samples.Mail("m2", "tests.nobody")],
            Log = [new AgentLogLine(Now, PluginLogLevel.Info, "done")],
        });

        result.RefusalCode.ShouldBe("ARCH8001");
        result.Refusal.ShouldBe("There is no agent 'tests.nobody'. 'arch agents list' shows those there are.");
        (await store.LoadAsync("tests.one", Now))!.Mail!.Id.ShouldBe("m1");
        (await store.LoadAsync("tests.one", Now))!.State.ShouldBeNull();
        (await store.ReadLogAsync("tests.one", 10)).ShouldBeEmpty();
        (await store.FindAsync("tests.one"))!.Pending.ShouldBe(1);
    }

    [Fact]
    public async Task Commit_SendsThatOverfill_KeepsNothing()
    {
        var (store, work) = await RunningAsync();
        var two = Samples.Agent("tests.two");
        await store.DeclareAsync(two with { Limits = two.Limits with { Mailbox = 2 } }, Now);

        var result = await store.CommitAsync(Done(work, "m1") with
        {
            Sends = [Samples.Mail("a", "tests.two"), Samples.Mail("b", "tests.two"), Samples.Mail("c", "tests.two")],
        });

        result.RefusalCode.ShouldBe("ARCH8012");
        (await store.ListMailAsync("tests.two", 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Commit_Again_CountsTheAttemptAndWaits()
    {
        var (store, work) = await RunningAsync();

        await store.CommitAsync(Done(work, "m1") with { Fate = MailFate.Again, Happening = new MessageFailed("no") });

        (await store.LoadAsync("tests.one", Now)).ShouldBeNull();
        (await store.FindNextWakeAsync()).ShouldBe(Now.AddSeconds(1));
        var again = (await store.LoadAsync("tests.one", Now.AddSeconds(1)))!;
        again.Mail!.Attempts.ShouldBe(1);
        again.Life.Status.ShouldBe(AgentStatus.Faulted);
    }

    [Fact]
    public async Task Commit_Dead_IsListed()
    {
        var (store, work) = await RunningAsync();

        await store.CommitAsync(Done(work, "m1") with { Fate = MailFate.Dead, Error = "no", Happening = new MessageFailed("no") });

        var dead = (await store.ListDeadAsync("tests.one", 10)).Single();
        dead.Mail.Id.ShouldBe("m1");
        dead.Mail.Attempts.ShouldBe(1);
        dead.Error.ShouldBe("no");
        (await store.FindAsync("tests.one"))!.Dead.ShouldBe(1);
        (await store.ListMailAsync("tests.one", 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Commit_Timers_AreReplacedAndCancelledByName()
    {
        var (store, work) = await RunningAsync();

        var next = (await store.CommitAsync(Done(work, "m1") with { Sends = [Timer("t1", "tick", 10), Timer("t2", "tock", 5), Samples.Mail("m2")] })).Next!;
        next = (await store.CommitAsync(Done(next, "m2") with { Sends = [Timer("t3", "tick", 20)], CancelledTimers = ["tock"] })).Next;

        next.ShouldBeNull();
        (await store.ListMailAsync("tests.one", 10)).Select(mail => mail.Id).ShouldBe(["t3"]);
        (await store.FindNextWakeAsync()).ShouldBe(Now.AddSeconds(20));
        (await store.LoadAsync("tests.one", Now.AddSeconds(20)))!.Mail!.Subject.ShouldBe("tick");
    }

    [Fact]
    public async Task Claim_OwnerLives_TakesNothing()
    {
        var (first, work) = await RunningAsync();
        var second = await StoreAsync();

        (await second.ClaimAsync(Now)).ShouldBe(0);

        (await second.FindReadyAsync(Now, 10)).ShouldBeEmpty();
        (await second.LoadAsync("tests.one", Now)).ShouldBeNull();
        (await second.CommitAsync(Done(work, "m1"))).IsLost.ShouldBeTrue();
        (await first.CommitAsync(Done(work, "m1"))).IsLost.ShouldBeFalse();
    }

    [Fact]
    public async Task Claim_OwnerDied_TakesOverWithTheNextEpoch()
    {
        var (first, work) = await RunningAsync();
        await KillAsync(first);
        var second = await StoreAsync();

        (await second.ClaimAsync(Now)).ShouldBe(1);

        (await second.FindReadyAsync(Now, 10)).ShouldBe([new ReadyAgent("tests.one", true)]);
        var taken = (await second.LoadAsync("tests.one", Now))!;
        taken.Mail!.Id.ShouldBe("m1");
        taken.Epoch.ShouldBeGreaterThan(work.Epoch);
        taken.Crashes.ShouldBe(1);
        (await second.CommitAsync(Done(work, "m1"))).IsLost.ShouldBeTrue();
        (await second.CommitAsync(Done(taken, "m1"))).IsLost.ShouldBeFalse();
    }

    [Fact]
    public async Task Claim_OwnerGaveBack_IsNoCrash()
    {
        var (first, _) = await RunningAsync();
        await first.ReleaseAsync();
        var second = await StoreAsync();

        (await second.ClaimAsync(Now)).ShouldBe(1);

        (await second.LoadAsync("tests.one", Now))!.Crashes.ShouldBe(0);
    }

    [Fact]
    public async Task Change_StopWithoutOwner_StopsAtOnceAndKeepsMessages()
    {
        var (first, _) = await RunningAsync();

        (await first.ChangeAsync("tests.one", new StopAsked("why"), Now))!.Status.ShouldBe(AgentStatus.Stopping);
        await first.ReleaseAsync();
        await first.ChangeAsync("tests.one", new StartAsked(), Now);

        (await first.ChangeAsync("tests.one", new StopAsked("why"), Now))!.Status.ShouldBe(AgentStatus.Stopped);
        (await first.FindAsync("tests.one"))!.Pending.ShouldBe(2);
    }

    [Fact]
    public async Task Deliver_MatchingInboxes_GetTheEventOnce()
    {
        var store = await StoreAsync();
        await store.DeclareAsync(Samples.Agent("tests.exact") with { Inbox = "shop.paid" }, Now);
        await store.DeclareAsync(Samples.Agent("tests.pattern") with { Inbox = "shop.>" }, Now);
        await store.DeclareAsync(Samples.Agent("tests.other") with { Inbox = "shop.sent" }, Now);
        var message = new BusEvent { Id = "e1", Subject = "shop.paid", Data = Value.From(7), At = Now };

        (await store.DeliverAsync(message)).ShouldBe(2);
        (await store.DeliverAsync(message)).ShouldBe(0);

        var mail = (await store.ListMailAsync("tests.pattern", 10)).Single();
        mail.Kind.ShouldBe(AgentMessageKind.Event);
        Encoding.UTF8.GetString(mail.Data!).ShouldBe("7");
        (await store.ListMailAsync("tests.other", 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deliver_FullMailbox_IsNotedInTheLog()
    {
        var store = await StoreAsync();
        var agent = Samples.Agent() with { Inbox = "shop.paid" };
        await store.DeclareAsync(agent with { Limits = agent.Limits with { Mailbox = 1 } }, Now);
        await store.SendAsync(Samples.Mail("a"));

        (await store.DeliverAsync(new BusEvent { Id = "e1", Subject = "shop.paid", At = Now })).ShouldBe(0);

        (await store.ReadLogAsync("tests.one", 10)).Single().Text.ShouldBe(
            "The event event/e1 ('shop.paid') was not taken: The mailbox of agent 'tests.one' is full: as many messages wait as 'limits.mailbox' allows. Send again later.");
    }

    [Fact]
    public async Task Idle_TooLong_WakesAndStopsUntilAMessage()
    {
        var store = await StoreAsync();
        await store.DeclareAsync(Samples.Agent() with { IdleStop = TimeSpan.FromMinutes(1) }, Now);
        await store.ClaimAsync(Now);
        await store.ChangeAsync("tests.one", new StartAsked(), Now);
        var work = (await store.LoadAsync("tests.one", Now))!;
        await store.CommitAsync(Done(work, work.Mail!.Id));
        var later = Now.AddMinutes(1);
        (await store.FindNextWakeAsync()).ShouldBe(later);

        work = (await store.LoadAsync("tests.one", later))!;
        work.IsIdle.ShouldBeTrue();
        work.Mail.ShouldBeNull();
        await store.CommitAsync(new AgentCommit { Agent = "tests.one", Epoch = work.Epoch, At = later, Happening = new MomentCame(true) });
        (await store.FindAsync("tests.one"))!.Life.Status.ShouldBe(AgentStatus.Stopped);

        await store.SendAsync(Samples.Mail("a"));
        (await store.FindAsync("tests.one"))!.Life.Status.ShouldBe(AgentStatus.Running);
        (await store.LoadAsync("tests.one", later))!.Mail!.Id.ShouldBe("a");
    }

    [Fact]
    public async Task Log_MoreThanTheLimit_KeepsTheNewest()
    {
        var store = await StoreAsync();
        var agent = Samples.Agent();
        await store.DeclareAsync(agent with { Limits = agent.Limits with { LogLines = 3 } }, Now);

        for (var i = 0; i < 5; i++)
        {
            await store.AppendLogAsync("tests.one", new AgentLogLine(Now, PluginLogLevel.Info, $"line {i}"));
        }

        (await store.ReadLogAsync("tests.one", 10)).Select(line => line.Text).ShouldBe(["line 2", "line 3", "line 4"]);
        (await store.ReadLogAsync("tests.one", 1)).Select(line => line.Text).ShouldBe(["line 4"]);
    }

    [Fact]
    public async Task Forget_OldIds_AreTakenAgain()
    {
        var (store, work) = await RunningAsync();
        await store.CommitAsync(Done(work, "m1"));

        (await store.ForgetAsync(Now)).ShouldBe(0);
        (await store.SendAsync(Samples.Mail("m1"))).ShouldBe(MailResult.Duplicate);
        (await store.ForgetAsync(Now.AddSeconds(1))).ShouldBe(2);
        (await store.SendAsync(Samples.Mail("m1"))).ShouldBe(MailResult.Accepted);
    }

    [Fact]
    public async Task List_Query_IsByNameInPages()
    {
        var store = await StoreAsync();
        foreach (var name in (string[])["tests.c", "tests.a", "tests.b"])
        {
            await store.DeclareAsync(Samples.Agent(name), Now);
        }

        (await store.ListAsync(new AgentQuery { Limit = 2 })).Select(agent => agent.Agent).ShouldBe(["tests.a", "tests.b"]);
        (await store.ListAsync(new AgentQuery { After = "tests.b" })).Select(agent => agent.Agent).ShouldBe(["tests.c"]);
        (await store.ListAsync(new AgentQuery { Status = AgentStatus.Running })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Arrive_AwaitedRun_IsDueWithItsEndAndNoLongerAwaited()
    {
        var (store, work) = await RunningAsync();
        await store.CommitAsync(Done(work, "m1") with { Sends = [Waiting("r2"), Waiting("r1")] });
        (await store.ListAwaitedAsync("", 10)).ShouldBe(["r1", "r2"]);
        (await store.ListAwaitedAsync("r1", 10)).ShouldBe(["r2"]);
        (await store.LoadAsync("tests.one", Now.AddYears(100)))?.Mail.ShouldBeNull();

        (await store.ArriveAsync(Ended("r1", """{"n":1}"""), Now.AddSeconds(1))).ShouldBe(1);
        (await store.ArriveAsync(Ended("r1"), Now.AddSeconds(1))).ShouldBe(0);
        (await store.ArriveAsync(Ended("other"), Now.AddSeconds(1))).ShouldBe(0);

        (await store.ListAwaitedAsync("", 10)).ShouldBe(["r2"]);
        (await store.FindNextWakeAsync()).ShouldBe(Now.AddSeconds(1));
        var mail = (await store.LoadAsync("tests.one", Now.AddSeconds(1)))!.Mail!;
        mail.Kind.ShouldBe(AgentMessageKind.Run);
        mail.Subject.ShouldBe("done");
        Encoding.UTF8.GetString(mail.Data!).ShouldBe("""{"run":"r1","status":"succeeded","outputs":{"n":1},"error":null}""");
    }

    [Fact]
    public async Task Arrive_OutputsTooLarge_TellsSoInstead()
    {
        var store = await StoreAsync();
        await store.DeclareAsync(Samples.Agent() with { Limits = new() { MessageBytes = 1024 } }, Now);
        await store.SendAsync(Waiting("r1"));

        await store.ArriveAsync(Ended("r1", $$"""{"text":"{{new string('x', 2000)}}"}"""), Now);

        var data = ValueJson.Parse((await store.ListMailAsync("tests.one", 1))[0].Data!);
        data["error"]["code"].ToString().ShouldBe("ARCH8013");
        data["outputs"].ToString().ShouldBe("{}");
    }

    [Fact]
    public async Task Arrive_AgentStoppedForIdleness_WakesIt()
    {
        var store = await StoreAsync();
        await store.DeclareAsync(Samples.Agent() with { IdleStop = TimeSpan.FromMinutes(1) }, Now);
        await store.ClaimAsync(Now);
        await store.ChangeAsync("tests.one", new StartAsked(), Now);
        var work = (await store.LoadAsync("tests.one", Now))!;
        await store.CommitAsync(Done(work, work.Mail!.Id) with { Sends = [Waiting("r1")] });
        await store.CommitAsync(Done(work, "none") with { MailId = null, Happening = new MomentCame(IsIdle: true) });
        (await store.FindAsync("tests.one"))!.Life.Status.ShouldBe(AgentStatus.Stopped);

        await store.ArriveAsync(Ended("r1"), Now.AddHours(1));

        (await store.LoadAsync("tests.one", Now.AddHours(1)))!.Mail!.Id.ShouldBe("run/r1");
    }

    private static AgentMail Waiting(string runId) => AgentMailRules.Awaiting("tests.one", runId, "done", Now);

    private static AgentRunEnd Ended(string runId, string outputs = "{}") =>
        new() { RunId = runId, Status = "succeeded", Outputs = ValueJson.Parse(outputs) };

    private static AgentCommit Done(AgentWork work, string mailId) => new()
    {
        Agent = work.Definition.FullName,
        Epoch = work.Epoch,
        At = Now,
        Happening = new MessageHandled(),
        MailId = mailId,
    };

    private static AgentMail Timer(string id, string name, int seconds) =>
        Samples.Mail(id, due: Now.AddSeconds(seconds)) with { Kind = AgentMessageKind.Timer, Subject = name };

    private async Task<IAgentStore> StoreAsync()
    {
        var store = await OpenAsync();
        _opened.Add(store);
        return store;
    }

    // An agent that runs, and has the message m1.
    private async Task<(IAgentStore Store, AgentWork Work)> RunningAsync()
    {
        var store = await StoreAsync();
        await store.DeclareAsync(Samples.Agent(), Now);
        await store.ClaimAsync(Now);
        await store.ChangeAsync("tests.one", new StartAsked(), Now);
        var work = (await store.LoadAsync("tests.one", Now))!;
        await store.CommitAsync(Done(work, work.Mail!.Id));
        await store.SendAsync(Samples.Mail("m1"));
        return (store, (await store.LoadAsync("tests.one", Now))!);
    }
}
