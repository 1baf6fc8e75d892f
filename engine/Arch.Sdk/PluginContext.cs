using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;

namespace Arch.Sdk;

/// <summary>The services that the host grants to the code of a plugin while it works. The host makes it; plugins use it.</summary>
/// <remarks>
/// Each service holds to what the plugin's manifest asks for and the host's settings grant; what goes beyond fails with a
/// <see cref="StepException"/> that says what to grant. Safe to use from many threads at once.
/// </remarks>
public abstract class PluginContext
{
    /// <summary>Gets the clock. Plugins do not read the system clock.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>Gets the log, kept with the run or the agent and shown beside it.</summary>
    public abstract IPluginLog Log { get; }

    /// <summary>Gets the files that may be touched.</summary>
    public abstract IFileAccess Files { get; }

    /// <summary>
    /// Gets the client for outgoing HTTP. It connects to granted addresses only, follows no redirect, keeps no cookie and has no
    /// time-out of its own; its connections are pooled by the host. Do not dispose it.
    /// </summary>
    public abstract HttpClient Http { get; }

    /// <summary>Gets the way to the network for protocols other than HTTP.</summary>
    public abstract INetworkAccess Network { get; }

    /// <summary>Gets what starts programs.</summary>
    public abstract IProcessAccess Processes { get; }

    /// <summary>Gets the vector store of the host.</summary>
    public abstract IVectorAccess Vectors { get; }
}
