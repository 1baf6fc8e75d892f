namespace Arch.Sdk;

/// <summary>Short forms of <see cref="IStepLog.Write"/>.</summary>
public static class StepLogExtensions
{
    /// <summary>Writes a line for those who look for a fault.</summary>
    /// <param name="log">The log.</param>
    /// <param name="message">The text.</param>
    public static void Debug(this IStepLog log, string message) => log.Write(StepLogLevel.Debug, message);

    /// <summary>Writes a line that a person who follows the run wants to know.</summary>
    /// <param name="log">The log.</param>
    /// <param name="message">The text.</param>
    public static void Info(this IStepLog log, string message) => log.Write(StepLogLevel.Info, message);

    /// <summary>Writes a line about something that is not as it should be.</summary>
    /// <param name="log">The log.</param>
    /// <param name="message">The text.</param>
    public static void Warning(this IStepLog log, string message) => log.Write(StepLogLevel.Warning, message);

    /// <summary>Writes a line about something that failed.</summary>
    /// <param name="log">The log.</param>
    /// <param name="message">The text.</param>
    public static void Error(this IStepLog log, string message) => log.Write(StepLogLevel.Error, message);
}
