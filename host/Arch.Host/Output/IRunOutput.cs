using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Host.Output;

/// <summary>Shows people what runs do, as it happens. Its members are called from any thread, and never throw.</summary>
internal interface IRunOutput : IRunObserver, IAsyncDisposable
{
    /// <summary>Says which run the command is about; what others do is shown as theirs.</summary>
    void SetMain(RunId runId);

    /// <summary>Shows a line of a step's log.</summary>
    void OnLog(RunId runId, string stepPath, PluginLogLevel level, string message);

    /// <summary>Shows how far an attempt has come.</summary>
    void OnFraction(RunId runId, string stepPath, double fraction, string? message);
}
