using Arch.Engine.Progress;

namespace Arch.Engine.Ports;

/// <summary>Is told what runs do, after it was committed. Must return fast and never throw.</summary>
public interface IRunObserver
{
    /// <summary>Is called for each change of a step, in order within a run, from any thread.</summary>
    /// <param name="progress">What changed.</param>
    void OnProgress(StepProgress progress);

    /// <summary>Is called for each check of a run that did not hold and lets the run go on.</summary>
    /// <param name="warning">What the workflow says about it.</param>
    void OnWarning(RunWarning warning);

    /// <summary>Is called after each commit of a run.</summary>
    /// <param name="summary">The run as it is now.</param>
    void OnRunChanged(Runs.RunSummary summary);

    /// <summary>Is called when something outside of the runs does not work but is tried again, such as the bus.</summary>
    /// <param name="exception">What happened.</param>
    void OnTrouble(Sdk.ArchException exception);
}
