using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;

namespace Arch.Sdk.Testing.Running;

/// <summary>An attempt as a bench gives it.</summary>
internal sealed class BenchStepContext(BenchServices services) : StepContext
{
    public override string RunId => services.Bench.RunId;

    public override string Workflow => services.Bench.Workflow;

    public override string StepPath => services.Bench.StepPath;

    public override int Attempt => services.Bench.Attempt;

    public override string IdempotencyKey => services.Bench.IdempotencyKey;

    public override TimeProvider Time => services.Bench.Clock;

    public override IPluginLog Log => services;

    public override IFileAccess Files => services.Files;

    public override HttpClient Http => services.Client;

    public override INetworkAccess Network => services.Bench.Network;

    public override IProcessAccess Processes => services.Bench.Processes;

    public override IVectorAccess Vectors =>
        services.Bench.Vectors ?? throw new StepException("ARCH4230", "The test gives no vector store: set Vectors of the bench.");

    public override void ReportProgress(double fraction, string? message = null) => services.Report(fraction, message);
}
