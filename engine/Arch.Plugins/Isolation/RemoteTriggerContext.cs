using Arch.Plugins.Granting;
using Arch.Plugins.Isolation.Protocol;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Triggers;
using Arch.Sdk.Vectors;

namespace Arch.Plugins.Isolation;

/// <summary>A look for news in a worker.</summary>
internal sealed class RemoteTriggerContext(TriggerRequest request, PluginServices services, RemoteLog log) : TriggerContext
{
    public override string Trigger => request.Trigger;

    public override string? Cursor => request.Cursor;

    public override TimeProvider Time => TimeProvider.System;

    public override IPluginLog Log => log;

    public override IFileAccess Files => services.Files;

    public override HttpClient Http => services.Http;

    public override INetworkAccess Network => services.Network;

    public override IProcessAccess Processes => services.Processes;

    public override IVectorAccess Vectors => services.Vectors;
}
