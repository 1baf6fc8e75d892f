using Arch.Engine.Journal;

namespace Arch.Engine.Core;

/// <summary>How the records of waits, permits and operations change the state.</summary>
internal sealed partial class RunState
{
    /// <summary>How many signals are kept for waits to come; when more come, the oldest is given up.</summary>
    public const int MostKeptSignals = 10_000;

    private void ApplyLater(JournalRecord record)
    {
        switch (record)
        {
            case SignalReceived received:
                if (_signals.Count == MostKeptSignals)
                {
                    _signals.RemoveAt(0);
                }

                _signals.Add(received);
                break;
            case WaitMet met:
                Meet(met);
                break;
            case TaskEscalated escalated:
                var task = _activations[escalated.Activation];
                SetMoments(task, task.TimeoutAt, null);
                break;
            case ChildStarted started:
                SetAttempting(_activations[started.Activation], false);
                _listening.Add(started.Activation);
                break;
            case AgentAsked asked:
                SetAttempting(_activations[asked.Activation], false);
                _listening.Add(asked.Activation);
                break;
            case PermitsAsked asked:
                _activations[asked.Activation].Permits = asked.Keys;
                break;
            case PermitGranted granted:
                var holder = _activations[granted.Activation];
                holder.Granted++;
                if (!holder.IsQueued)
                {
                    _regaining.Remove(holder.Id);
                }

                break;
            case RunPaused:
                IsPaused = true;
                break;
            case RunResumed:
                IsPaused = false;
                break;
            case RunRetried retried:
                BeginAgain(retried);
                break;
            case RunMigrated migrated:
                Migrate(migrated);
                break;
            case RunRewound rewound:
                Rewind(rewound);
                break;
        }
    }

    private void Meet(WaitMet met)
    {
        var activation = _activations[met.Activation];
        activation.Met![met.Leaf] = met.Result; // a wait always has it
        if (met.Signal > 0)
        {
            _signals.RemoveAll(signal => signal.Sequence == met.Signal);
        }

        if (met.Event is { } taken)
        {
            _takenEvents.Add(taken);
        }

        SetMoments(activation, activation.TimeoutAt, WaitLeaves.NextDue(activation.Input, activation.Met));
    }

    // The next attempt of the whole run begins with nothing but its inputs and permits.
    private void BeginAgain(RunRetried retried)
    {
        _activations.Clear();
        _activations.Add(Root.Id, Root);
        _lanes.Clear();
        Ready.Clear();
        _listening.Clear();
        _moments.Clear();
        _attempting = 0;
        _cutOff = 0;
        RootFrame = new Frame(0, Definition.Scopes[0].Nodes.Length, null);
        foreach (var variable in Definition.Variables)
        {
            _variables[variable.Name] = variable.Initial;
        }

        _variablesView = default;
        Root.Lanes.Clear();
        Root.Opened = 0;
        Root.Closed = 0;
        Root.FinallyOpened = false;
        Root.LastError = retried.Error;
        Root.Completed.Clear();
        Root.Compensation = null;
        Root.IsRetrying = true;
        SetUnwinding(Root, null);
        Root.TimeoutAt = null;
        Root.DueAt = null;
        SetMoments(Root, null, retried.RetryAt);
    }
}
