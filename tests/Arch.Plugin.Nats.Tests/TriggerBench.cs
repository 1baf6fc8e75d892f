using Arch.Plugin.Testing;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Triggers;
using Arch.Sdk.Vectors;

namespace Arch.Plugin.Nats.Tests;

/// <summary>A look for news with the services of a bench.</summary>
internal sealed class TriggerBench(BenchContext context, string? cursor) : TriggerContext
{
    public override string Trigger => "tests.bench/trigger";

    public override string? Cursor => cursor;

    public override TimeProvider Time => context.Time;

    public override IPluginLog Log => context.Log;

    public override IFileAccess Files => context.Files;

    public override HttpClient Http => context.Http;

    public override INetworkAccess Network => context.Network;

    public override IProcessAccess Processes => context.Processes;

    public override IVectorAccess Vectors => context.Vectors;
}
