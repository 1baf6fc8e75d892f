using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Host.Output;
using Arch.Sdk;

namespace Arch.Host.Serving;

/// <summary>Writes what runs and agents do to the log of the host.</summary>
internal sealed partial class HostOutput(ILoggerFactory loggers) : IRunOutput
{
    private readonly ILogger _runs = loggers.CreateLogger("runs");
    private readonly ILogger _steps = loggers.CreateLogger("steps");

    public void SetMain(RunId runId)
    {
        // A host has no run that counts more than others.
    }

    public void OnProgress(StepProgress progress)
    {
        // The journal has it; a line a step would drown what an operator looks for.
    }

    public void OnWarning(RunWarning warning) => Warned(_runs, warning.RunId.Value, warning.Message);

    /// <summary>Gets or sets what else hears of runs; it must return fast.</summary>
    public Action<RunSummary>? RunChanged { get; set; }

    /// <summary>Gets or sets what hears of runs that have ended; it must return fast.</summary>
    public Action<RunSummary>? RunEnded { get; set; }

    public void OnRunChanged(RunSummary summary)
    {
        RunChanged?.Invoke(summary);
        if (summary.HasEnded)
        {
            RunEnded?.Invoke(summary);
        }

        if (summary is { Status: RunStatus.Failed or RunStatus.Parked, Error: { } error })
        {
            Ended(_runs, summary.RunId.Value, summary.Workflow, summary.Status, error.Code, error.Message);
        }
        else if (summary.HasEnded)
        {
            Succeeded(_runs, summary.RunId.Value, summary.Workflow, summary.Status);
        }
    }

    public void OnTrouble(ArchException exception)
    {
        var (code, message) = (exception.Code, exception.Message);
        Troubled(_runs, code, message);
    }

    public void OnLog(RunId runId, string stepPath, PluginLogLevel level, string message)
    {
        var logged = Of(level);
        Logged(_steps, logged, runId.Value, stepPath, message);
    }

    public void OnFraction(RunId runId, string stepPath, double fraction, string? message)
    {
        // For those who look; nothing of it is kept.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static LogLevel Of(PluginLogLevel level) => level switch
    {
        PluginLogLevel.Debug => LogLevel.Debug,
        PluginLogLevel.Info => LogLevel.Information,
        PluginLogLevel.Warning => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    [LoggerMessage(LogLevel.Warning, "Run {RunId}: {Message}")]
    private static partial void Warned(ILogger logger, string runId, string message);

    [LoggerMessage(LogLevel.Warning, "Run {RunId} of {Workflow} {Status}: {Code} {Message}")]
    private static partial void Ended(ILogger logger, string runId, string workflow, RunStatus status, string code, string message);

    [LoggerMessage(LogLevel.Debug, "Run {RunId} of {Workflow} {Status}")]
    private static partial void Succeeded(ILogger logger, string runId, string workflow, RunStatus status);

    [LoggerMessage(LogLevel.Warning, "{Code} {Message}")]
    private static partial void Troubled(ILogger logger, string code, string message);

    [LoggerMessage("Run {RunId}, step {Step}: {Message}")]
    private static partial void Logged(ILogger logger, LogLevel level, string runId, string step, string message);
}
