using Arch.Agents.Lifecycle;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Tests.Lifecycle;

public sealed class AgentLifecycleTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly AgentRestart Restart = new() { Attempts = 3, Delay = TimeSpan.FromSeconds(2) };

    [Theory]
    [InlineData(AgentStatus.Created, AgentStatus.Starting)]
    [InlineData(AgentStatus.Stopped, AgentStatus.Starting)]
    [InlineData(AgentStatus.Faulted, AgentStatus.Starting)]
    [InlineData(AgentStatus.Stopping, AgentStatus.Starting)]
    [InlineData(AgentStatus.Paused, AgentStatus.Running)]
    [InlineData(AgentStatus.Running, AgentStatus.Running)]
    public void After_StartAsked_Starts(AgentStatus before, AgentStatus after) =>
        AgentLifecycle.After(new AgentLife { Status = before }, new StartAsked(), Restart, Now).Status.ShouldBe(after);

    [Theory]
    [InlineData(AgentStatus.Running, AgentStatus.Paused)]
    [InlineData(AgentStatus.Faulted, AgentStatus.Paused)]
    [InlineData(AgentStatus.Stopped, AgentStatus.Stopped)]
    [InlineData(AgentStatus.Created, AgentStatus.Created)]
    public void After_PauseAsked_PausesWhatIsUnderWay(AgentStatus before, AgentStatus after) =>
        AgentLifecycle.After(new AgentLife { Status = before }, new PauseAsked("why"), Restart, Now).Status.ShouldBe(after);

    [Theory]
    [InlineData(AgentStatus.Running, true, AgentStatus.Stopping)]
    [InlineData(AgentStatus.Running, false, AgentStatus.Stopped)]
    [InlineData(AgentStatus.Created, true, AgentStatus.Stopped)]
    [InlineData(AgentStatus.Stopped, true, AgentStatus.Stopped)]
    public void After_StopAsked_WaitsForWhatIsBeingHandled(AgentStatus before, bool mayBeBusy, AgentStatus after) =>
        AgentLifecycle.After(new AgentLife { Status = before }, new StopAsked("why") { MayBeBusy = mayBeBusy }, Restart, Now).Status.ShouldBe(after);

    [Fact]
    public void After_Failures_BackOffUntilTheLimit()
    {
        var life = new AgentLife { Status = AgentStatus.Running };

        life = AgentLifecycle.After(life, new MessageFailed("one"), Restart, Now);
        life.ShouldBe(new AgentLife { Status = AgentStatus.Faulted, Failures = 1, RestartAt = Now.AddSeconds(2), Reason = "one" });
        life.MayHandle(Now).ShouldBeFalse();
        life.MayHandle(Now.AddSeconds(2)).ShouldBeTrue();

        life = AgentLifecycle.After(life, new MessageFailed("two"), Restart, Now);
        life.RestartAt.ShouldBe(Now.AddSeconds(4));

        life = AgentLifecycle.After(life, new MessageFailed("three"), Restart, Now);
        life.RestartAt.ShouldBeNull();
        life.MayHandle(Now.AddDays(1)).ShouldBeFalse();
        life.WakeAt(Now, null).ShouldBeNull();
    }

    [Fact]
    public void After_HandledWhenFaulted_IsWell() =>
        AgentLifecycle.After(new AgentLife { Status = AgentStatus.Faulted, Failures = 2, RestartAt = Now }, new MessageHandled(), Restart, Now)
            .ShouldBe(new AgentLife { Status = AgentStatus.Running });

    [Fact]
    public void After_EndOfMessageWhenStopping_Stops()
    {
        var stopping = new AgentLife { Status = AgentStatus.Stopping };

        AgentLifecycle.After(stopping, new MessageHandled(), Restart, Now).Status.ShouldBe(AgentStatus.Stopped);
        AgentLifecycle.After(stopping, new MessageFailed("x"), Restart, Now).Status.ShouldBe(AgentStatus.Stopped);
        AgentLifecycle.After(stopping, new MomentCame(false), Restart, Now).Status.ShouldBe(AgentStatus.Stopped);
    }

    [Fact]
    public void After_EndOfMessageWhenPaused_StaysPaused() =>
        AgentLifecycle.After(new AgentLife { Status = AgentStatus.Paused }, new MessageHandled(), Restart, Now).Status.ShouldBe(AgentStatus.Paused);

    [Fact]
    public void After_Idle_StopsUntilAMessageComes()
    {
        var life = AgentLifecycle.After(new AgentLife { Status = AgentStatus.Running }, new MomentCame(true), Restart, Now);
        life.Status.ShouldBe(AgentStatus.Stopped);

        AgentLifecycle.After(life, new MessageCame(), Restart, Now).Status.ShouldBe(AgentStatus.Running);
        AgentLifecycle.After(new AgentLife { Status = AgentStatus.Stopped }, new MessageCame(), Restart, Now).Status.ShouldBe(AgentStatus.Stopped);
    }

    [Theory]
    [InlineData(RetryBackoff.Constant, 5, 2)]
    [InlineData(RetryBackoff.Linear, 5, 10)]
    [InlineData(RetryBackoff.Exponential, 5, 32)]
    [InlineData(RetryBackoff.Exponential, 500, 300)]
    public void DelayAfter_Backoff_GrowsToTheMost(RetryBackoff backoff, int failures, int seconds) =>
        AgentLifecycle.DelayAfter(Restart with { Backoff = backoff }, failures).ShouldBe(TimeSpan.FromSeconds(seconds));
}
