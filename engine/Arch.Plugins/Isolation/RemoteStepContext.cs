using Arch.Plugins.Granting;
using Arch.Plugins.Isolation.Protocol;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;

namespace Arch.Plugins.Isolation;

/// <summary>An attempt in a worker.</summary>
internal sealed class RemoteStepContext(StepRequest request, PluginServices services, RemoteLog log) : StepContext
{
    public override string RunId => request.RunId;

    public override string Workflow => request.Workflow;

    public override string StepPath => request.StepPath;

    public override int Attempt => request.Attempt;

    public override string IdempotencyKey => request.IdempotencyKey;

    public override TimeProvider Time => TimeProvider.System;

    public override IPluginLog Log => log;

    public override IFileAccess Files => services.Files;

    public override HttpClient Http => services.Http;

    public override INetworkAccess Network => services.Network;

    public override IProcessAccess Processes => services.Processes;

    public override IVectorAccess Vectors => services.Vectors;

    public override void ReportProgress(double fraction, string? message = null) => log.Progress(fraction, message);
}
