using Arch.Plugins.Running;
using Arch.Sdk.Triggers;

namespace Arch.Plugins.Loading;

/// <summary>As <see cref="LeasedStepRunner"/>, for triggers.</summary>
internal sealed class LeasedTriggerRunner(PluginGeneration generation, ActiveTrigger active, PluginCatalog catalog) : ITriggerRunner, IForgettable
{
    private readonly string _name = active.Description.Name;
    private readonly int _version = active.Description.Version;
    private ITriggerRunner? _inner = active.Runner;

    public PluginOrigin Origin => generation.Origin;

    public ValueTask<TriggerNews> PollAsync(ReadOnlyMemory<byte> settingsUtf8, TriggerContext context, CancellationToken cancellationToken) =>
        generation.TryEnter()
            ? PollLeasedAsync(settingsUtf8, context, cancellationToken)
            : catalog.FindTriggerRunner(_name, _version).PollAsync(settingsUtf8, context, cancellationToken);

    public void Forget() => _inner = null;

    private async ValueTask<TriggerNews> PollLeasedAsync(
        ReadOnlyMemory<byte> settingsUtf8, TriggerContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await _inner!.PollAsync(settingsUtf8, context, cancellationToken).ConfigureAwait(false); // kept while leased
        }
        finally
        {
            generation.Exit();
        }
    }
}
