using Arch.Plugins.Running;
using Arch.Sdk;

namespace Arch.Plugins.Loading;

/// <summary>Keeps the code of a plugin loaded while an attempt runs. Who comes after the code was retired gets what took its place.</summary>
internal sealed class LeasedStepRunner(PluginGeneration generation, ActiveStep active, PluginCatalog catalog) : IStepRunner, IForgettable
{
    private readonly string _name = active.Description.Name;
    private readonly int _version = active.Description.Version;
    private IStepRunner? _inner = active.Runner;

    public PluginOrigin Origin => generation.Origin;

    public ValueTask<ReadOnlyMemory<byte>> RunAsync(ReadOnlyMemory<byte> inputUtf8, StepContext context, CancellationToken cancellationToken) =>
        generation.TryEnter()
            ? RunLeasedAsync(inputUtf8, context, cancellationToken)
            : catalog.FindRunner(_name, _version).RunAsync(inputUtf8, context, cancellationToken);

    public void Forget() => _inner = null;

    private async ValueTask<ReadOnlyMemory<byte>> RunLeasedAsync(
        ReadOnlyMemory<byte> inputUtf8, StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await _inner!.RunAsync(inputUtf8, context, cancellationToken).ConfigureAwait(false); // kept while leased
        }
        finally
        {
            generation.Exit();
        }
    }
}
