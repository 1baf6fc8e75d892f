using Arch.Engine.Journal;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>How a run goes on from an earlier record.</summary>
internal sealed partial class Deciding
{
    private void Rewind(RewindAsked asked)
    {
        _wantsSnapshot = true;
        Emit(new RunRewound
        {
            To = asked.Point.To,
            NextId = asked.Point.NextId,
            Anew = asked.Point.Anew,
            Gap = asked.Gap,
            TimeoutAt = Definition.Timeout is { } timeout ? _at + timeout : null,
            Reason = asked.Reason,
            By = asked.By,
        });
        if (_state.IsPaused)
        {
            Emit(new RunResumed { By = asked.By });
        }

        foreach (var signal in asked.Point.Signals)
        {
            Emit(new SignalReceived { Name = signal.Name, Data = signal.Data, By = signal.By });
        }

        OpenAgain();
        if (_state.Root is { Opened: 0, IsRetrying: false, Permits.IsEmpty: true })
        {
            BeginRun();
        }
        else if (!_state.IsStopped)
        {
            GoOn();
        }
    }

    // What a run waits for is outside of it, and was closed when it ended.
    private void OpenAgain()
    {
        AskBack();
        foreach (var queued in _state.Activations.Where(a => a is { IsQueued: true, Unwinding: null } && !_state.IsRegaining(a)))
        {
            AskNext(queued);
        }

        foreach (var listening in _state.Listening.ToList())
        {
            if (!IsWaiting(listening))
            {
                continue;
            }

            if (listening.Node is WaitNode wait)
            {
                EnterWait(listening, wait);
            }
            else if (listening.Node is HumanNode human)
            {
                OpenTask(listening, human);
            }
        }
    }

    // One after the other, from the outside in, as they were got: so two runs never hold what the other waits for.
    private void AskBack()
    {
        if (_state.Regaining.FirstOrDefault() is { } first)
        {
            AskNext(first);
        }
    }

    // The time in which nothing could begin is over.
    private void GoOn()
    {
        HandleMoments();
        foreach (var granted in _state.Activations.Where(a => !a.Permits.IsEmpty && !a.IsQueued).ToList())
        {
            if (_state.FindActivation(granted.Id) == granted)
            {
                BeginGranted(granted);
            }
        }
    }

    private void BeginAnew()
    {
        foreach (var step in _state.Activations.Where(activation => activation.IsCutOff).ToList())
        {
            // An earlier one may have ended it.
            if (_state.FindActivation(step.Id) == step && step is { IsCutOff: true, IsQueued: false })
            {
                BeginFirst(step);
            }
        }
    }
}
