using Arch.Engine.Core;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Verification;

/// <summary>What a store keeps of a run outside of its journal.</summary>
internal sealed record RunOutside(
    IReadOnlyList<RunMessage> Inbox,
    IReadOnlyList<OpenWait> Waits,
    IReadOnlyList<HumanTask> Tasks,
    IReadOnlyList<PermitHolder> Permits)
{
    /// <summary>Compares it with what the state waits for.</summary>
    public IEnumerable<string> Check(RunState state)
    {
        var waits = state.HasEnded ? [] : Expected(state).Order().ToList();
        var kept = Waits.Select(wait => (wait.Activation, wait.Leaf, wait.Name)).Order().ToList();

        // A part that is met closes its row together with those of the others, so a row may be left for one that is met.
        foreach (var missing in waits.Except(kept))
        {
            yield return $"It waits for '{missing.Name}' (activation {missing.Activation}), but the store has no such wait.";
        }

        var listening = state.HasEnded ? [] : state.Listening.Where(a => a.Node is WaitNode).Select(a => a.Id).ToHashSet();
        foreach (var left in kept.Where(wait => !listening.Contains(wait.Activation)))
        {
            yield return $"The store has a wait for '{left.Name}' (activation {left.Activation}) that is over.";
        }

        var tasks = state.HasEnded ? [] : state.Listening.Where(a => a.Node is HumanNode).Select(a => a.Id).ToHashSet();
        if (!tasks.SetEquals(Tasks.Select(task => task.Activation)))
        {
            yield return $"It waits for the tasks [{string.Join(", ", tasks.Order())}], but open are [{string.Join(", ", Tasks.Select(task => task.Activation).Order())}].";
        }

        foreach (var message in CheckPermits(state))
        {
            yield return message;
        }
    }

    private static IEnumerable<(int Activation, int Leaf, string Name)> Expected(RunState state)
    {
        foreach (var activation in state.Listening.Where(a => a.Node is WaitNode))
        {
            for (var i = 0; i < activation.Met!.Length; i++) // a wait always has it
            {
                if (!activation.Met[i].IsUndefined)
                {
                    continue;
                }

                if (activation.Input[i]["signal"].TryGetString(out var signal))
                {
                    yield return (activation.Id, i, signal!);
                }
                else if (activation.Input[i]["event"].TryGetString(out var subject))
                {
                    yield return (activation.Id, i, subject!);
                }
            }
        }
    }

    private IEnumerable<string> CheckPermits(RunState state)
    {
        foreach (var activation in state.Activations)
        {
            for (var i = 0; i < activation.Permits.Length && i <= activation.Granted; i++)
            {
                var key = activation.Permits[i].Key;
                var held = Permits.FirstOrDefault(permit => permit.Activation == activation.Id && permit.Key == key);
                var isAnswered = Inbox.Any(message => message.Kind == RunMessageKind.Permit && message.Name == key);
                if (i < activation.Granted ? held is not { IsGranted: true } : held is not { IsGranted: false } && !isAnswered)
                {
                    yield return $"It {(i < activation.Granted ? "holds" : "asked for")} a permit of '{key}' (activation {activation.Id}), but the store does not know of it.";
                }
            }
        }
    }
}
