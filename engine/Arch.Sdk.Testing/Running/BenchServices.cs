using System.Collections.Concurrent;

namespace Arch.Sdk.Testing.Running;

/// <summary>What contexts of one bench share.</summary>
internal sealed class BenchServices : IPluginLog, IDisposable
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private readonly ConcurrentQueue<ProgressReport> _progress = new();

    public BenchServices(StepBench bench, IFileAccess files)
    {
        Bench = bench;
        Files = files;
#pragma warning disable CA2000 // The client disposes its handler
        Client = new HttpClient(new BenchHttpHandler(bench.Http), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000
        Context = new BenchStepContext(this);
    }

    public StepBench Bench { get; }

    public IFileAccess Files { get; }

    public HttpClient Client { get; }

    public StepContext Context { get; }

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public IReadOnlyList<ProgressReport> Progress => [.. _progress];

    public void Write(PluginLogLevel level, string message) => _lines.Enqueue(new LogLine(level, message));

    public void Report(double fraction, string? message) => _progress.Enqueue(new ProgressReport(fraction, message));

    public void Dispose() => Client.Dispose();
}
