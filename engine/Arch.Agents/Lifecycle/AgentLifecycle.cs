using Arch.Workflows.Definitions;

namespace Arch.Agents.Lifecycle;

/// <summary>
/// Decides how an agent stands after something happened. It reads no clock and touches nothing; stores apply it in the transaction
/// that records what happened, so that a command and the end of a message cannot overwrite each other.
/// </summary>
public static class AgentLifecycle
{
    /// <summary>Decides.</summary>
    /// <param name="life">How the agent stands.</param>
    /// <param name="happening">What happened.</param>
    /// <param name="restart">When it goes on after failures.</param>
    /// <param name="at">When it happened.</param>
    /// <returns>How it stands then; the same object when nothing changed.</returns>
    public static AgentLife After(AgentLife life, AgentHappening happening, AgentRestart restart, DateTimeOffset at) => happening switch
    {
        StartAsked => Start(life),
        PauseAsked asked => life.Status is AgentStatus.Starting or AgentStatus.Running or AgentStatus.Faulted
            ? new AgentLife { Status = AgentStatus.Paused, Failures = life.Failures, Reason = asked.Reason }
            : life,
        StopAsked asked => Stop(life, asked),
        MessageHandled => Handle(life),
        MessageFailed failed => Fail(life, failed.Reason, restart, at),
        MomentCame came => Go(life, came.IsIdle, at),
        MessageCame => life is { Status: AgentStatus.Stopped, WakesOnMessage: true }
            ? new AgentLife { Status = AgentStatus.Running }
            : life,
        _ => life,
    };

    /// <summary>Gets how long an agent waits after a failure.</summary>
    /// <param name="restart">What was declared.</param>
    /// <param name="failures">How many failures there were in a row, from 1.</param>
    public static TimeSpan DelayAfter(AgentRestart restart, int failures)
    {
        var ticks = restart.Backoff switch
        {
            RetryBackoff.Linear => restart.Delay.Ticks * (double)failures,
            RetryBackoff.Exponential => restart.Delay.Ticks * Math.Pow(2, Math.Min(failures - 1, 60)),
            _ => restart.Delay.Ticks,
        };
        return ticks >= restart.MaxDelay.Ticks ? restart.MaxDelay : TimeSpan.FromTicks((long)ticks);
    }

    private static AgentLife Start(AgentLife life) => life.Status switch
    {
        AgentStatus.Starting or AgentStatus.Running => life,
        AgentStatus.Paused => new AgentLife { Status = AgentStatus.Running },
        _ => new AgentLife { Status = AgentStatus.Starting },
    };

    private static AgentLife Stop(AgentLife life, StopAsked asked) => life.Status switch
    {
        AgentStatus.Stopped => life with { WakesOnMessage = false, Reason = asked.Reason },
        AgentStatus.Created => new AgentLife { Status = AgentStatus.Stopped, Reason = asked.Reason },
        _ => new AgentLife { Status = asked.MayBeBusy ? AgentStatus.Stopping : AgentStatus.Stopped, Reason = asked.Reason },
    };

    private static AgentLife Handle(AgentLife life) => life.Status switch
    {
        AgentStatus.Stopping => life with { Status = AgentStatus.Stopped },
        AgentStatus.Paused => life with { Failures = 0 },
        AgentStatus.Running when life is { Failures: 0, Reason: null } => life,
        AgentStatus.Starting or AgentStatus.Running or AgentStatus.Faulted => new AgentLife { Status = AgentStatus.Running },
        _ => life,
    };

    private static AgentLife Fail(AgentLife life, string reason, AgentRestart restart, DateTimeOffset at)
    {
        var failures = life.Failures + 1;
        return life.Status switch
        {
            AgentStatus.Stopping => life with { Status = AgentStatus.Stopped },
            AgentStatus.Paused => life with { Failures = failures },
            AgentStatus.Starting or AgentStatus.Running or AgentStatus.Faulted => new AgentLife
            {
                Status = AgentStatus.Faulted,
                Failures = failures,
                RestartAt = failures < restart.Attempts ? at + DelayAfter(restart, failures) : null,
                Reason = reason,
            },
            _ => life,
        };
    }

    private static AgentLife Go(AgentLife life, bool isIdle, DateTimeOffset at) => life.Status switch
    {
        AgentStatus.Stopping => life with { Status = AgentStatus.Stopped },
        AgentStatus.Faulted when life.RestartAt <= at => life with { Status = AgentStatus.Running, RestartAt = null },
        AgentStatus.Running when isIdle =>
            new AgentLife { Status = AgentStatus.Stopped, WakesOnMessage = true, Reason = "It had nothing to do; a message starts it again." },
        _ => life,
    };
}
