using System.Net;
using Arch.Engine.Ports;
using Arch.Host.Output;
using Arch.Host.Steps;
using Arch.Plugins.Granting;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;
using Arch.Testing;

namespace Arch.Host.Cli.Testing;

/// <summary>One attempt of a step of a test; effects are refused without services, which are there when the case allows the step.</summary>
internal sealed class TestStepContext(StepInvocation invocation, IRunOutput output, PluginServices? services, TimeProvider time) : StepContext
{
    private static readonly HttpClient s_refused = new(new RefusingHandler());

    public override string RunId => invocation.RunId.Value;

    public override string Workflow => invocation.Definition.FullName;

    public override string StepPath => invocation.StepPath;

    public override int Attempt => invocation.Attempt;

    public override string IdempotencyKey => invocation.IdempotencyKey;

    public override TimeProvider Time => time;

    public override IPluginLog Log { get; } = new StepLog(invocation, output);

    public override IFileAccess Files { get; } = services?.Files ?? new RefusingFiles();

    public override HttpClient Http => services?.Http ?? s_refused;

    public override INetworkAccess Network => services?.Network ?? RefusingNetwork.Value;

    public override IProcessAccess Processes => services?.Processes ?? RefusingProcesses.Value;

    public override IVectorAccess Vectors => services?.Vectors ?? RefusingVectors.Value;

    public override void ReportProgress(double fraction, string? message = null)
    {
    }

    private static StepException Refusal(string effect) => new(ITestSteps.NotMocked, effect);

    private sealed class RefusingFiles : IFileAccess
    {
        public string Resolve(string path, FileIntent intent) => throw Refusal($"it uses the file '{path}'.");

        public string Display(string fullPath) => fullPath;
    }

    private sealed class RefusingNetwork : INetworkAccess
    {
        public static RefusingNetwork Value { get; } = new();

        public Task<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken) => throw Refusal($"it connects to '{host}'.");

        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, CancellationToken cancellationToken) =>
            throw Refusal($"it connects to '{host}'.");
    }

    private sealed class RefusingProcesses : IProcessAccess
    {
        public static RefusingProcesses Value { get; } = new();

        public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken) =>
            throw Refusal($"it starts the program '{request.Program}'.");
    }

    private sealed class RefusingVectors : IVectorAccess
    {
        public static RefusingVectors Value { get; } = new();

        public Task UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken) =>
            throw Refusal($"it changes the vectors of '{collection}'.");

        public Task<IReadOnlyList<VectorMatch>> SearchAsync(string collection, VectorQuery query, CancellationToken cancellationToken) =>
            throw Refusal($"it searches the vectors of '{collection}'.");

        public Task<long> DeleteAsync(string collection, VectorSelection selection, CancellationToken cancellationToken) =>
            throw Refusal($"it changes the vectors of '{collection}'.");

        public Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
            throw Refusal("it asks the embedder.");
    }

    private sealed class RefusingHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw Refusal($"it sends a request to '{request.RequestUri}'.");
    }
}
