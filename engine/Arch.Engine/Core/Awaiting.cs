using System.Collections.Immutable;
using Arch.Engine.Progress;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>What steps wait for, in words that people and commands understand.</summary>
internal static class Awaiting
{
    /// <summary>Gets what a run waits for, in the order in which its steps began.</summary>
    public static IEnumerable<WaitingStep> Steps(RunState state)
    {
        foreach (var activation in state.HasEnded ? [] : state.Activations)
        {
            var awaits = Of(state, activation);
            if (!awaits.IsEmpty)
            {
                yield return new WaitingStep(activation.Node is null ? null : StepPaths.Of(activation), activation.Node, awaits);
            }
        }
    }

    /// <summary>Gets what a wait for time, signals and events waits for when it begins.</summary>
    public static ImmutableArray<Awaited> Leaves(Value input, DateTimeOffset? timeoutAt, Value[]? met = null)
    {
        if (!input.TryGetArray(out var leaves))
        {
            return [];
        }

        var awaits = ImmutableArray.CreateBuilder<Awaited>();
        for (var i = 0; i < leaves.Count; i++)
        {
            if (met is null || met[i].IsUndefined)
            {
                awaits.Add(Leaf(leaves[i], timeoutAt));
            }
        }

        return awaits.ToImmutable();
    }

    /// <summary>Gets a person who is waited for.</summary>
    public static Awaited Person(string taskId, HumanNode human, Value input, DateTimeOffset? dueAt) =>
        new(AwaitedKind.Person, input["title"].ToString()) { TaskId = taskId, Actions = human.Actions, Until = dueAt };

    /// <summary>Gets what a step, or the run itself, waits for; empty when it does not wait.</summary>
    public static ImmutableArray<Awaited> Of(RunState state, Activation activation)
    {
        if (activation.IsQueued)
        {
            return [new(AwaitedKind.Permit, activation.Permits[activation.Granted].Key)];
        }

        if (activation.IsListening)
        {
            return activation.Node switch
            {
                WaitNode => Leaves(activation.Input, activation.TimeoutAt, activation.Met),
                HumanNode human => [Person(state.TaskId(activation), human, activation.Input, activation.DueAt)],
                _ => [new(AwaitedKind.Run, state.ChildId(activation).Value) { Until = activation.TimeoutAt }],
            };
        }

        return activation.DueAt is { } due ? [new(AwaitedKind.Moment, "") { Until = due }] : [];
    }

    private static Awaited Leaf(Value leaf, DateTimeOffset? timeoutAt) =>
        WaitLeaves.DueOf(leaf) is { } due ? new(AwaitedKind.Moment, "") { Until = due }
        : leaf["signal"].TryGetString(out var signal) ? new(AwaitedKind.Signal, signal) { Until = timeoutAt }
        : new(AwaitedKind.Event, leaf["event"].ToString()) { Until = timeoutAt };
}
