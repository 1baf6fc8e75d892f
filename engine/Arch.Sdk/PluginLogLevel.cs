namespace Arch.Sdk;

/// <summary>How much a line of a step's log matters.</summary>
public enum PluginLogLevel
{
    /// <summary>For those who look for a fault.</summary>
    Debug,

    /// <summary>What a person who follows the run wants to know.</summary>
    Info,

    /// <summary>Something is not as it should be, but the step goes on.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}
