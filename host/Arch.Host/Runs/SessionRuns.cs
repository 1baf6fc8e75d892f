using System.Collections.Concurrent;
using Arch.Engine.Ports;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Host.Output;
using Arch.Sdk;

namespace Arch.Host.Runs;

/// <summary>Notes which runs an engine worked on, and passes on what they do.</summary>
internal sealed class SessionRuns(IRunOutput output) : IRunObserver
{
    private readonly ConcurrentDictionary<RunId, RunSummary> _seen = new();

    /// <summary>Tells whether the engine has recorded anything of a run.</summary>
    public bool Contains(RunId runId) => _seen.ContainsKey(runId);

    /// <summary>Tells whether another host went on with a run that this engine worked on.</summary>
    public bool WentOnElsewhere(RunSummary run) => run.HasEnded && _seen.TryGetValue(run.RunId, out var last) && !last.HasEnded;

    public void OnProgress(StepProgress progress) => output.OnProgress(progress);

    public void OnWarning(RunWarning warning) => output.OnWarning(warning);

    public void OnRunChanged(RunSummary summary)
    {
        _seen[summary.RunId] = summary;
        output.OnRunChanged(summary);
    }

    public void OnTrouble(ArchException exception) => output.OnTrouble(exception);
}
