using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Host.Output;

/// <summary>A line for each change, for pipes and files.</summary>
internal sealed class PlainOutput(TextWriter writer) : IRunOutput
{
    private readonly Lock _lock = new();

    public void OnProgress(StepProgress progress)
    {
        // A short step says all there is to say when it ends.
        if (progress.Change != StepChange.Started)
        {
            Write($"{new string(' ', 2 * progress.Depth)}{progress.StepPath} {StepText.Describe(progress)}");
        }
    }

    public void OnWarning(RunWarning warning) => Write(StepText.Describe(warning));

    public void OnRunChanged(RunSummary summary)
    {
    }

    public void OnTrouble(ArchException exception) => Write(StepText.Describe(exception));

    public void OnLog(RunId runId, string stepPath, StepLogLevel level, string message)
    {
        var mark = level switch { StepLogLevel.Info => "", StepLogLevel.Debug => "debug: ", StepLogLevel.Warning => "warning: ", _ => "error: " };
        Write($"{stepPath} | {mark}{message}");
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
