using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Host.Output;

/// <summary>A line for each change, for pipes and files.</summary>
internal sealed class PlainOutput(TextWriter writer) : IRunOutput
{
    private readonly Lock _lock = new();
    private readonly RunPrefix _prefix = new();

    public void SetMain(RunId runId) => _prefix.SetMain(runId);

    public void OnProgress(StepProgress progress)
    {
        // A short step says all there is to say when it ends.
        if (progress.Change != StepChange.Started)
        {
            Write($"{_prefix.Of(progress.RunId)}{new string(' ', 2 * progress.Depth)}{progress.StepPath} {StepText.Describe(progress)}");
        }
    }

    public void OnWarning(RunWarning warning) => Write(_prefix.Of(warning.RunId) + StepText.Describe(warning));

    public void OnRunChanged(RunSummary summary)
    {
    }

    public void OnTrouble(ArchException exception) => Write(StepText.Describe(exception));

    public void OnLog(RunId runId, string stepPath, PluginLogLevel level, string message)
    {
        var mark = level switch { PluginLogLevel.Info => "", PluginLogLevel.Debug => "debug: ", PluginLogLevel.Warning => "warning: ", _ => "error: " };
        Write($"{_prefix.Of(runId)}{stepPath} | {mark}{message}");
    }

    public void OnFraction(RunId runId, string stepPath, double fraction, string? message)
    {
        // Progress within a step moves a bar on a terminal; in a file it would be noise.
    }

    public ValueTask DisposeAsync() => new(writer.FlushAsync());

    private void Write(string line)
    {
        lock (_lock)
        {
            writer.WriteLine(line);
        }
    }
}
