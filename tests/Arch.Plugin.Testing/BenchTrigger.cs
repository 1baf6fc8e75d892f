using Arch.Plugins.Files;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Triggers;
using Arch.Sdk.Vectors;

namespace Arch.Plugin.Testing;

/// <summary>A look for news as tests give it, with the services of a step's bench.</summary>
/// <param name="cursor">The cursor; <see langword="null"/> at the first look.</param>
/// <param name="services">What it may use; <see langword="null"/> when it uses nothing.</param>
public sealed class BenchTrigger(string? cursor, PluginContext? services = null) : TriggerContext
{
    private static readonly BenchContext Nothing = new(new FileAccessPolicy(Path.GetTempPath(), [], [], []));

    private readonly PluginContext _services = services ?? Nothing;

    /// <inheritdoc/>
    public override string Trigger => "tests.bench/trigger";

    /// <inheritdoc/>
    public override string? Cursor => cursor;

    /// <inheritdoc/>
    public override TimeProvider Time => _services.Time;

    /// <inheritdoc/>
    public override IPluginLog Log => _services.Log;

    /// <inheritdoc/>
    public override IFileAccess Files => _services.Files;

    /// <inheritdoc/>
    public override HttpClient Http => _services.Http;

    /// <inheritdoc/>
    public override INetworkAccess Network => _services.Network;

    /// <inheritdoc/>
    public override IProcessAccess Processes => _services.Processes;

    /// <inheritdoc/>
    public override IVectorAccess Vectors => _services.Vectors;
}
