namespace Arch.Sdk;

/// <summary>Short forms of <see cref="IPluginLog.Write"/>.</summary>
public static class PluginLogExtensions
{
    /// <summary>Writes a line for those who look for a fault.</summary>
    /// <param name="log">The log.</param>
    /// <param name="message">The text.</param>
    public static void Debug(this IPluginLog log, string message) => log.Write(PluginLogLevel.Debug, message);

    /// <summary>Writes a line that a person who follows the run wants to know.</summary>
    /// <param name="log">The log.</param>
    /// <param name="message">The text.</param>
    public static void Info(this IPluginLog log, string message) => log.Write(PluginLogLevel.Info, message);

    /// <summary>Writes a line about something that is not as it should be.</summary>
    /// <param name="log">The log.</param>
    /// <param name="message">The text.</param>
    public static void Warning(this IPluginLog log, string message) => log.Write(PluginLogLevel.Warning, message);

    /// <summary>Writes a line about something that failed.</summary>
    /// <param name="log">The log.</param>
    /// <param name="message">The text.</param>
    public static void Error(this IPluginLog log, string message) => log.Write(PluginLogLevel.Error, message);
}
