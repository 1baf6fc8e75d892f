using Arch.Engine.Ports;
using Arch.Sdk;

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

    public override IStepLog Log { get; } = new StepLog(invocation, services.Output);

    public override IFileAccess Files => services.Files;

    public override HttpClient Http => services.Http;

    public override void ReportProgress(double fraction, string? message = null) =>
        services.Output.OnFraction(invocation.RunId, invocation.StepPath, Math.Clamp(fraction, 0, 1), message);
}
