using Arch.Engine.Ports;
using Arch.Host.Output;
using Arch.Plugins.Granting;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;

namespace Arch.Host.Steps;

/// <summary>One attempt, with what this host grants to the plugin.</summary>
internal sealed class HostStepContext(StepInvocation invocation, IRunOutput output, PluginServices services) : StepContext
{
    public override string RunId => invocation.RunId.Value;

    public override string Workflow => invocation.Definition.FullName;

    public override string StepPath => invocation.StepPath;

    public override int Attempt => invocation.Attempt;

    public override string IdempotencyKey => invocation.IdempotencyKey;

    public override TimeProvider Time => TimeProvider.System;

    public override IPluginLog Log { get; } = new StepLog(invocation, output);

    public override IFileAccess Files => services.Files;

    public override HttpClient Http => services.Http;

    public override INetworkAccess Network => services.Network;

    public override IProcessAccess Processes => services.Processes;

    public override IVectorAccess Vectors => services.Vectors;

    public override void ReportProgress(double fraction, string? message = null) =>
        output.OnFraction(invocation.RunId, invocation.StepPath, Math.Clamp(fraction, 0, 1), message);
}
