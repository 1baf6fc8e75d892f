using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Triggers;
using Arch.Sdk.Vectors;

namespace Arch.Sdk.Testing.Running;

/// <summary>A look for news as a bench gives it.</summary>
internal sealed class BenchTriggerContext(BenchServices services, string? cursor) : TriggerContext
{
    public override string Trigger => services.Bench.Workflow + "/trigger";

    public override string? Cursor => cursor;

    public override TimeProvider Time => services.Bench.Clock;

    public override IPluginLog Log => services;

    public override IFileAccess Files => services.Files;

    public override HttpClient Http => services.Client;

    public override INetworkAccess Network => services.Bench.Network;

    public override IProcessAccess Processes => services.Bench.Processes;

    public override IVectorAccess Vectors => services.Context.Vectors;
}
