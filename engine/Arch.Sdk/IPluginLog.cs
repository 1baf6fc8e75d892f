namespace Arch.Sdk;

/// <summary>The log of a step, kept with the run and shown beside it. Safe to use from many threads.</summary>
public interface IPluginLog
{
    /// <summary>Writes a line.</summary>
    /// <param name="level">How much it matters.</param>
    /// <param name="message">The text; secrets do not belong in it.</param>
    void Write(PluginLogLevel level, string message);
}
