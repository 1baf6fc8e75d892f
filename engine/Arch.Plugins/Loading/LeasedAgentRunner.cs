using Arch.Plugins.Running;
using Arch.Sdk.Agents;

namespace Arch.Plugins.Loading;

/// <summary>As <see cref="LeasedStepRunner"/>, for agents.</summary>
internal sealed class LeasedAgentRunner(PluginGeneration generation, ActiveAgent active, PluginCatalog catalog) : IPluginAgentRunner, IForgettable
{
    private readonly string _name = active.Description.Name;
    private readonly int _version = active.Description.Version;
    private IPluginAgentRunner? _inner = active.Runner;

    public PluginOrigin Origin => generation.Origin;

    public Task<byte[]> HandleAsync(
        AgentMessage message, byte[]? state, byte[] settings, AgentContext context, CancellationToken cancellationToken) =>
        generation.TryEnter()
            ? HandleLeasedAsync(message, state, settings, context, cancellationToken)
            : catalog.FindAgentRunner(_name, _version).HandleAsync(message, state, settings, context, cancellationToken);

    public void Forget() => _inner = null;

    private async Task<byte[]> HandleLeasedAsync(
        AgentMessage message, byte[]? state, byte[] settings, AgentContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await _inner!.HandleAsync(message, state, settings, context, cancellationToken).ConfigureAwait(false); // kept while leased
        }
        finally
        {
            generation.Exit();
        }
    }
}
