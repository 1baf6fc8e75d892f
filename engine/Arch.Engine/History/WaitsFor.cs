using Arch.Engine.Core;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.History;

/// <summary>What runs and steps wait for.</summary>
internal static class WaitsFor
{
    public static IEnumerable<WaitView> Run(RunState state, string pausedFor)
    {
        if (state.HasEnded)
        {
            yield break;
        }

        if (state.IsPaused)
        {
            yield return new WaitView(WaitKind.Resume, pausedFor);
        }

        foreach (var wait in Step(state, state.Root))
        {
            yield return wait;
        }
    }

    public static IEnumerable<WaitView> Step(RunState state, Activation activation)
    {
        if (activation.IsQueued && (activation.Unwinding is null || state.IsRegaining(activation)))
        {
            yield return new WaitView(WaitKind.Permit, activation.Permits[activation.Granted].Key);
        }
        else if (activation.IsRetrying)
        {
            yield return new WaitView(WaitKind.Retry) { Until = activation.DueAt };
        }
        else if (activation.IsListening)
        {
            foreach (var wait in Listening(state, activation))
            {
                yield return wait;
            }
        }
        else if (activation is { Node: RepeatNode, DueAt: { } due })
        {
            yield return new WaitView(WaitKind.Iteration) { Until = due, TimeoutAt = activation.TimeoutAt };
        }
    }

    /// <summary>Gets what a wait for time, signals and events waits for.</summary>
    /// <param name="input">Its parts, as they were evaluated.</param>
    /// <param name="timeoutAt">When it is given up.</param>
    /// <param name="met">What has come already; <see langword="null"/> for nothing.</param>
    public static IEnumerable<WaitView> Parts(Value input, DateTimeOffset? timeoutAt, Value[]? met)
    {
        for (var i = 0; input.TryGetArray(out var parts) && i < parts.Count; i++)
        {
            var wait = parts[i]["signal"].TryGetString(out var signal) ? new WaitView(WaitKind.Signal, signal)
                : parts[i]["event"].TryGetString(out var subject) ? new WaitView(WaitKind.Event, subject)
                : new WaitView(WaitKind.Timer) { Until = WaitLeaves.DueOf(parts[i]) };
            yield return wait with { TimeoutAt = timeoutAt, IsMet = met is not null && !met[i].IsUndefined };
        }
    }

    /// <summary>Gets a person who is waited for.</summary>
    public static WaitView Task(RunId runId, int activation, HumanNode human, Value input, DateTimeOffset? dueAt) =>
        new(WaitKind.Task, HumanTask.IdOf(runId, activation))
        {
            Title = input["title"].ToString(),
            Actions = human.Actions,
            TimeoutAt = dueAt,
        };

    private static IEnumerable<WaitView> Listening(RunState state, Activation activation) => activation.Node switch
    {
        HumanNode human => [Task(state.RunId, activation.Id, human, activation.Input, activation.DueAt)],
        AgentNode agent => [new WaitView(WaitKind.Agent, agent.Agent) { TimeoutAt = activation.TimeoutAt }],
        CallNode => [new WaitView(WaitKind.Run, state.ChildId(activation).Value) { TimeoutAt = activation.TimeoutAt }],
        _ => Parts(activation.Input, activation.TimeoutAt, activation.Met),
    };
}
