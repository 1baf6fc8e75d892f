using Arch.Agents.Ports;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;
using Arch.Workflows.Definitions;

namespace Arch.Host.Agents;

/// <summary>The agent types that come with Arch reach the world through tools alone, so nothing is granted to them.</summary>
internal sealed class NoAgentServices : IAgentServices
{
    public IFileAccess Files(AgentDefinition agent) => throw Refusal(agent);

    public HttpClient Http(AgentDefinition agent) => throw Refusal(agent);

    public INetworkAccess Network(AgentDefinition agent) => throw Refusal(agent);

    public IProcessAccess Processes(AgentDefinition agent) => throw Refusal(agent);

    public IVectorAccess Vectors(AgentDefinition agent) => throw Refusal(agent);

    private static StepException Refusal(AgentDefinition agent) =>
        new("ARCH8021", $"The agent type '{agent.Type}' is granted nothing of its own. Give agent '{agent.FullName}' a tool.");
}
