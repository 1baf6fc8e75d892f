using Arch.Agents.Ports;
using Arch.Expressions.Values;
using Arch.Host.Steps;
using Arch.Plugins.Granting;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;
using Arch.Workflows.Definitions;

namespace Arch.Host.Agents;

/// <summary>Grants agents what the plugin of their type is granted.</summary>
internal sealed class AgentServices(ProjectAgentTypes types, StepServices services) : IAgentServices
{
    public byte[] SettingsOf(AgentDefinition agent) => agent.Connection is null
        ? ValueJson.ToUtf8(agent.Settings)
        : ValueJson.ToUtf8(services.Connections.Apply(
            agent.Connection,
            agent.Type,
            types.Find(agent.Type, agent.Version)!.Settings, // its runner has been found
            types.OriginOf(agent.Type, agent.Version),
            agent.Settings));

    public IFileAccess Files(AgentDefinition agent) => For(agent).Files;

    public HttpClient Http(AgentDefinition agent) => For(agent).Http;

    public INetworkAccess Network(AgentDefinition agent) => For(agent).Network;

    public IProcessAccess Processes(AgentDefinition agent) => For(agent).Processes;

    public IVectorAccess Vectors(AgentDefinition agent) => For(agent).Vectors;

    private PluginServices For(AgentDefinition agent) => services.For(types.OriginOf(agent.Type, agent.Version));
}
