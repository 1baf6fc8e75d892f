using Arch.Engine.Ports;
using Arch.Host.Steps;
using Arch.Sdk;
using Arch.Testing;

namespace Arch.Host.Cli.Testing;

/// <summary>One attempt of a step of a test; effects are refused unless the case allows the step.</summary>
internal sealed class TestStepContext(StepInvocation invocation, StepServices services, bool isAllowed, TimeProvider time) : StepContext
{
    private static readonly HttpClient s_refused = new(new RefusingHandler());

    public override string RunId => invocation.RunId.Value;

    public override string Workflow => invocation.Definition.FullName;

    public override string StepPath => invocation.StepPath;

    public override int Attempt => invocation.Attempt;

    public override string IdempotencyKey => invocation.IdempotencyKey;

    public override TimeProvider Time => time;

    public override IStepLog Log { get; } = new StepLog(invocation, services.Output);

    public override IFileAccess Files { get; } = isAllowed ? services.Files : new RefusingFiles();

    public override HttpClient Http => isAllowed ? services.Http : s_refused;

    public override void ReportProgress(double fraction, string? message = null)
    {
    }

    private static StepException Refusal(string effect) => new(ITestSteps.NotMocked, effect);

    private sealed class RefusingFiles : IFileAccess
    {
        public string Resolve(string path, FileIntent intent) => throw Refusal($"it uses the file '{path}'.");

        public string Display(string fullPath) => fullPath;
    }

    private sealed class RefusingHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw Refusal($"it sends a request to '{request.RequestUri}'.");
    }
}
