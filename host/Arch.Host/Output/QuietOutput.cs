using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Host.Output;

/// <summary>Shows nothing of what runs do, for commands that are about many runs or leave them to others; trouble is told.</summary>
internal sealed class QuietOutput : IRunOutput
{
    public void SetMain(RunId runId)
    {
    }

    public void OnProgress(StepProgress progress)
    {
    }

    public void OnWarning(RunWarning warning)
    {
    }

    public void OnRunChanged(RunSummary summary)
    {
    }

    public void OnTrouble(ArchException exception) => Console.Error.WriteLine(StepText.Describe(exception));

    public void OnLog(RunId runId, string stepPath, PluginLogLevel level, string message)
    {
    }

    public void OnFraction(RunId runId, string stepPath, double fraction, string? message)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
