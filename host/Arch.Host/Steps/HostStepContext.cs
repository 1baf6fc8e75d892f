using Arch.Engine.Ports;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;

namespace Arch.Host.Steps;

/// <summary>One attempt, with what this host grants to all steps.</summary>
internal sealed class HostStepContext(StepInvocation invocation, StepServices services) : StepContext
{
    public override string RunId => invocation.RunId.Value;

    public override string Workflow => invocation.Definition.FullName;

    public override string StepPath => invocation.StepPath;

    public override int Attempt => invocation.Attempt;

    public override string IdempotencyKey => invocation.IdempotencyKey;

    public override TimeProvider Time => TimeProvider.System;

    public override IPluginLog Log { get; } = new StepLog(invocation, services.Output);

    public override IFileAccess Files => services.Granted.Files;

    public override HttpClient Http => services.Granted.Http;

    public override INetworkAccess Network => services.Granted.Network;

    public override IProcessAccess Processes => services.Granted.Processes;

    public override IVectorAccess Vectors => services.Granted.Vectors;

    public override void ReportProgress(double fraction, string? message = null) =>
        services.Output.OnFraction(invocation.RunId, invocation.StepPath, Math.Clamp(fraction, 0, 1), message);
}
