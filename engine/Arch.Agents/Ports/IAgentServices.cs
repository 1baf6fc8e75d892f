using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Ports;

/// <summary>The services that the host grants to the code of agent types.</summary>
public interface IAgentServices
{
    /// <summary>Gives the settings of an agent as JSON, with those of its connection.</summary>
    /// <param name="agent">The agent.</param>
    /// <exception cref="StepException">The connection cannot be used.</exception>
    byte[] SettingsOf(AgentDefinition agent) => ValueJson.ToUtf8(agent.Settings);

    /// <summary>Gets the files.</summary>
    /// <param name="agent">The agent.</param>
    IFileAccess Files(AgentDefinition agent);

    /// <summary>Gets the client for HTTP.</summary>
    /// <param name="agent">The agent.</param>
    HttpClient Http(AgentDefinition agent);

    /// <summary>Gets the network.</summary>
    /// <param name="agent">The agent.</param>
    INetworkAccess Network(AgentDefinition agent);

    /// <summary>Gets what starts programs.</summary>
    /// <param name="agent">The agent.</param>
    IProcessAccess Processes(AgentDefinition agent);

    /// <summary>Gets the vector store.</summary>
    /// <param name="agent">The agent.</param>
    IVectorAccess Vectors(AgentDefinition agent);
}
