using System.Globalization;
using Arch.Engine.History;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Host.Output;

/// <summary>The words for what steps and runs do.</summary>
internal static class StepText
{
    public static string Of(StepChange change) => change switch
    {
        StepChange.Started => "started",
        StepChange.AttemptFailed => "attempt failed",
        StepChange.AttemptStarted => "trying again",
        StepChange.Waiting => "waits",
        StepChange.Succeeded => "succeeded",
        StepChange.Failed => "failed",
        StepChange.Cancelled => "cancelled",
        _ => "skipped",
    };

    public static string Of(StepViewStatus status) => status switch
    {
        StepViewStatus.Running => "running",
        StepViewStatus.Waiting => "waiting",
        StepViewStatus.Succeeded => "succeeded",
        StepViewStatus.Failed => "failed",
        StepViewStatus.Cancelled => "cancelled",
        _ => "skipped",
    };

    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Running => "running",
        RunStatus.Waiting => "waiting",
        RunStatus.Paused => "paused",
        RunStatus.Parked => "parked",
        RunStatus.Succeeded => "succeeded",
        RunStatus.Failed => "failed",
        _ => "cancelled",
    };

    public static string Of(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes} min {duration.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours} h {duration.Minutes} min"),
    };

    public static string Of(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Gives a line for something that does not work but is tried again.</summary>
    public static string Describe(ArchException exception) => $"warning: {exception.Code} {exception.Message}";

    /// <summary>Gives a line for a check that did not hold and let the run go on.</summary>
    public static string Describe(RunWarning warning) => $"warning: {warning.Message}";

    /// <summary>Gives what happened to a step behind its name: state, duration, reason.</summary>
    public static string Describe(StepProgress progress)
    {
        if (progress is { Change: StepChange.AttemptStarted, Attempt: 1 })
        {
            return "goes on";
        }

        var attempt = progress.Attempt > 1 ? $" (attempt {progress.Attempt})" : "";
        var duration = progress.Duration is { } length && progress.Change != StepChange.Skipped ? $" in {Of(length)}" : "";
        if (!progress.WaitsFor.IsEmpty)
        {
            return WaitText.Describe(progress.WaitsFor, progress.Node is WaitNode { NeedsAll: true }) + attempt;
        }

        var due = progress.DueAt is { } until ? $" until {Of(until)}" : "";
        var error = progress.Error is { } failure ? $": {failure.Code} {failure.Message}" : "";
        return $"{Of(progress.Change)}{attempt}{duration}{due}{error}";
    }
}
