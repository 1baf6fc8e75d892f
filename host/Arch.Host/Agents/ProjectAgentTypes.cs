using Arch.Agents.Ports;
using Arch.Agents.Running;
using Arch.Agents.Types;
using Arch.Plugins;
using Arch.Plugins.Running;
using Arch.Sdk.Agents;
using Arch.Workflows.Catalog;

namespace Arch.Host.Agents;

/// <summary>The agent types that come with Arch, and those of the plugins.</summary>
internal sealed class ProjectAgentTypes(PluginCatalog plugins) : IAgentCatalog, IAgentRunners
{
    private readonly BuiltInAgents _builtIn = new();

    public IReadOnlyCollection<string> Names => [.. _builtIn.Names, .. plugins.AgentNames];

    public AgentType? Find(string name, int? version) => _builtIn.Find(name, version) ?? plugins.FindAgent(name, version);

    /// <summary>Finds the plugin of an agent type.</summary>
    public PluginOrigin OriginOf(string type, int version) =>
        _builtIn.Find(type, version) is null ? plugins.FindAgentRunner(type, version).Origin : PluginOrigin.Core;

    IAgentRunner? IAgentRunners.Find(string type, int version)
    {
        if (((IAgentRunners)_builtIn).Find(type, version) is { } builtIn)
        {
            return builtIn;
        }

        return plugins.FindAgent(type, version) is null ? null : new Runner(plugins.FindAgentRunner(type, version));
    }

    private sealed class Runner(IPluginAgentRunner runner) : IAgentRunner
    {
        public Task<byte[]> HandleAsync(
            AgentMessage message, byte[]? state, byte[] settings, AgentContext context, CancellationToken cancellationToken) =>
            runner.HandleAsync(message, state, settings, context, cancellationToken);
    }
}
