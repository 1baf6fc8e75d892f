using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Engine.Ports;

/// <summary>Another owner has taken the run; whatever this one wanted to write is void.</summary>
public sealed class RunOwnershipLostException : ArchException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="runId">The run.</param>
    public RunOwnershipLostException(RunId runId)
        : base("ARCH5002", $"Run '{runId}' is owned by another host, so nothing of it was written here. It goes on there.") =>
        RunId = runId;

    /// <summary>Gets the run.</summary>
    public RunId RunId { get; }
}
