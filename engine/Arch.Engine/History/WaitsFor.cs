using Arch.Engine.Core;
using Arch.Engine.Runs;
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

    private static IEnumerable<WaitView> Listening(RunState state, Activation activation)
    {
        switch (activation.Node)
        {
            case HumanNode:
                yield return new WaitView(WaitKind.Task, HumanTask.IdOf(state.RunId, activation.Id)) { TimeoutAt = activation.DueAt };
                break;
            case CallNode:
                yield return new WaitView(WaitKind.Run, state.ChildId(activation).Value) { TimeoutAt = activation.TimeoutAt };
                break;
            default:
                for (var i = 0; i < activation.Met!.Length; i++) // a wait always has it
                {
                    yield return Leaf(activation, i);
                }

                break;
        }
    }

    private static WaitView Leaf(Activation activation, int leaf)
    {
        var input = activation.Input[leaf];
        var wait = input["signal"].TryGetString(out var signal) ? new WaitView(WaitKind.Signal, signal!)
            : input["event"].TryGetString(out var subject) ? new WaitView(WaitKind.Event, subject!)
            : new WaitView(WaitKind.Timer) { Until = WaitLeaves.DueOf(input) };
        return wait with { TimeoutAt = activation.TimeoutAt, IsMet = !activation.Met![leaf].IsUndefined }; // as above
    }
}
