using Arch.Engine.Journal;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>How a run goes on after it was rewound.</summary>
internal sealed partial class RunState
{
    /// <summary>Lets the next record follow the last of the journal, although those in between no longer count.</summary>
    public void SkipTo(long nextSequence) => NextSequence = nextSequence;

    // What was outside of the run when it ended is gone: attempts are begun anew, and permits are asked for again.
    private void Rewind(RunRewound rewound)
    {
        NextId = Math.Max(NextId, rewound.NextId);
        foreach (var activation in _activations.Values)
        {
            // What had no time-out, because it was ending already, gets none.
            SetMoments(
                activation,
                activation is { Node: null, TimeoutAt: not null } ? rewound.TimeoutAt : activation.TimeoutAt + rewound.Gap,
                activation.Node is HumanNode ? activation.DueAt + rewound.Gap : activation.DueAt);
            if (!activation.Permits.IsEmpty && !activation.IsQueued)
            {
                _regaining.Add(activation.Id);
            }

            activation.Granted = 0;
        }

        foreach (var (id, highest) in rewound.Anew)
        {
            CutOff(_activations[id], highest);
        }
    }

    private void CutOff(Activation activation, int highest)
    {
        var isNew = activation.Attempt == 0;
        activation.Attempt = highest;
        if (isNew)
        {
            // It has not got its permits yet, and asks for them as a step does that begins.
            activation.Permits = [];
            Forgo(activation);
        }

        SetCutOff(activation, true);
        SetAttempting(activation, false);
        activation.IsRetrying = false;
        SetUnwinding(activation, null);
        SetMoments(activation, null, null);
        _listening.Remove(activation.Id);
    }

    // Who ends early needs no permits back; when the run does, what runs at its end does not wait for any.
    private void Forgo(Activation activation)
    {
        if (activation.Node is null)
        {
            _regaining.Clear();
        }
        else
        {
            _regaining.Remove(activation.Id);
        }
    }

    private void SetCutOff(Activation activation, bool value)
    {
        if (activation.IsCutOff != value)
        {
            activation.IsCutOff = value;
            _cutOff += value ? 1 : -1;
        }
    }
}
