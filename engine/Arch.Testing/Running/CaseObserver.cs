using Arch.Engine.Ports;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Testing.Running;

/// <summary>Hears what the runs of a case do.</summary>
internal sealed class CaseObserver : IRunObserver
{
    private readonly OrderedDictionary<RunId, RunSummary> _runs = [];

    /// <summary>Gets the runs in the order in which they started.</summary>
    public IReadOnlyCollection<RunSummary> Runs => _runs.Values;

    /// <summary>Gets or sets whether something has happened since it was last set back that a cue may wait for.</summary>
    public bool HasNews { get; set; }

    public RunSummary? Find(RunId runId) => _runs.GetValueOrDefault(runId);

    public void OnProgress(StepProgress progress) =>
        HasNews |= progress.Change is not (StepChange.Started or StepChange.AttemptStarted or StepChange.AttemptFailed);

    public void OnRunChanged(RunSummary summary) => _runs[summary.RunId] = summary;

    public void OnWarning(RunWarning warning)
    {
    }

    public void OnTrouble(ArchException exception)
    {
    }
}
