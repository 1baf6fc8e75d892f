using System.Text.Json;
using Arch.Workflows.Definitions;
using static System.FormattableString;

namespace Simulation.Oracle;

/// <summary>Signals, events, tasks, called runs, permits and pauses.</summary>
internal sealed partial class RunBook
{
    /// <summary>Checks what must hold whenever a commit is done.</summary>
    public void CheckSettled()
    {
        foreach (var step in _steps.Values.Where(step => step is { IsListening: true, Node: WaitNode }))
        {
            var wait = (WaitNode)step.Node!; // it has just been looked at
            Must(!Conditions.Holds(wait.Condition, step.Met), $"{step} waits on although what it waits for has come");
            var leaves = Conditions.Leaves(wait.Condition).ToList();
            for (var i = 0; i < leaves.Count; i++)
            {
                var kept = _kept.Find(signal => Conditions.Fits(leaves[i], step.Input[i], signal.Name, null, signal.Number));
                Must(step.Met[i] || kept is null, $"{step} waits for the signal '{kept?.Name}' that is kept for it");
            }
        }
    }

    /// <summary>Finds the parts of waits that are open: the wait, the number of the part, and what it waits for.</summary>
    public IEnumerable<(BookStep Step, int Leaf, WaitCondition Condition)> OpenLeaves() =>
        from step in _steps.Values
        where step is { IsListening: true, Node: WaitNode }
        from leaf in Conditions.Leaves(((WaitNode)step.Node!).Condition).Select((condition, i) => (i, condition))
        where !step.Met[leaf.i]
        select (step, leaf.i, leaf.condition);

    private void ApplyWaits(string kind, JsonElement fields)
    {
        switch (kind)
        {
            case "signal_received":
                var data = fields.Member("data");
                _kept.Add(new KeptSignal(Sequence, fields.Text("name")!, data.Number("n") ?? 0));
                if (data.Text("token") is { } token)
                {
                    Received[token] = Received.GetValueOrDefault(token) + 1;
                }

                break;
            case "wait_met":
                Meet(fields);
                break;
            case "task_escalated":
                var task = _steps[fields.Int("activation")];
                Must(
                    task is { IsListening: true, IsEscalated: false, Node: HumanNode { OnDue: DuePolicy.Escalate } } && task.DueAt <= _at,
                    $"{task} is escalated out of turn");
                task.IsEscalated = true;
                task.DueAt = null;
                Events++;
                break;
            case "child_started":
                var call = _steps[fields.Int("activation")];
                Must(call is { IsAttempting: true, Node: CallNode { Detach: false } }, $"{call} waits for a run out of turn");
                call.IsAttempting = false;
                call.HasChild = true;
                break;
            case "permits_asked":
                Ask(fields);
                break;
            case "permit_granted":
                var holder = _steps[fields.Int("activation")];
                Must(holder is { IsQueued: true, Unwinding: null }, $"{holder} is granted a permit that it did not ask for");
                holder.Granted++;
                break;
            case "run_paused":
                Must(!IsPaused, "it is paused twice");
                IsPaused = true;
                break;
            case "run_resumed":
                Must(IsPaused, "it is resumed without a pause");
                IsPaused = false;
                break;
            default:
                Must(false, $"'{kind}' is not known to the simulation");
                break;
        }
    }

    private void Meet(JsonElement fields)
    {
        var step = _steps[fields.Int("activation")];
        var leaf = fields.Int("leaf");
        if (step.Node is not WaitNode wait || !step.IsListening || leaf >= step.Met.Length || step.Met[leaf])
        {
            Must(false, Invariant($"part {leaf} of {step} is met, but it does not wait for that"));
            return;
        }

        var condition = Conditions.Leaves(wait.Condition).ElementAt(leaf);
        if (fields.Number("signal") is { } sequence)
        {
            var signal = _kept.Find(kept => kept.Sequence == sequence);
            Must(signal is not null, Invariant($"{step} takes the signal of record {sequence}, which is not kept"));
            Must(
                signal is null || Conditions.Fits(condition, step.Input[leaf], signal.Name, null, signal.Number),
                $"{step} takes the signal '{signal?.Name}', which does not fit");
            _kept.RemoveAll(kept => kept.Sequence == sequence);
        }
        else if (fields.Text("event") is { } message)
        {
            var result = fields.Member("result");
            Must(
                Conditions.Fits(condition, step.Input[leaf], null, result.Text("subject"), result.Member("data").Number("n") ?? 0),
                $"{step} takes the event '{message}', which does not fit");
            _takenNow.Add(message);
        }
        else
        {
            Must(
                condition is TimerCondition && step.Input[leaf].Time("timer") <= _at,
                Invariant($"the time of part {leaf} of {step} has not come"));
        }

        step.Met[leaf] = true;
        step.DueAt = Conditions.Leaves(wait.Condition)
            .Select((_, i) => step.Met[i] ? null : step.Input[i].Time("timer"))
            .Where(due => due is not null)
            .Min();
    }

    private void Ask(JsonElement fields)
    {
        var step = _steps[fields.Int("activation")];
        var limits = step.Node?.Limits ?? Definition.Limits;
        Must(step.Keys.Count == 0 && step.Attempt == (step.Node is null ? 1 : 0), $"{step} asks for permits out of turn");
        step.Keys = [.. fields.Member("keys").EnumerateArray().Select(key => (key.Text("key")!, limits[key.Int("limit")].Limit))];
        Must(
            step.Keys.Select(key => key.Key).SequenceEqual(step.Keys.Select(key => key.Key).Order(StringComparer.Ordinal)),
            $"{step} does not ask for its permits in the order of their keys");
    }
}
