using System.Collections.Concurrent;
using Arch.Plugins.Network;
using Arch.Plugins.Processes;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;
using Microsoft.Extensions.Time.Testing;

namespace Arch.Plugin.Testing;

/// <summary>An attempt as tests give it: a clock that stands still, a log and progress that are kept.</summary>
/// <param name="files">The files that may be used.</param>
public sealed class BenchContext(IFileAccess files) : StepContext, IPluginLog, IDisposable
{
    // Servers of tests listen on this machine.
    private static readonly NetworkRule[] Reachable = [Rule("127.0.0.0/8"), Rule("::1"), Rule("localhost"), NetworkRule.AnyPublic];

    private readonly ConcurrentQueue<(PluginLogLevel Level, string Message)> _lines = new();
    private readonly ConcurrentQueue<double> _progress = new();
    private readonly Lazy<HttpClient> _http = new(() => StepHttpClient.Create(new NetworkPolicy([Reachable])));

    /// <summary>Gets the lines that were logged.</summary>
    public IReadOnlyCollection<(PluginLogLevel Level, string Message)> Lines => _lines;

    /// <summary>Gets the fractions that were reported.</summary>
    public IReadOnlyCollection<double> Progress => _progress;

    /// <summary>Gets the clock, which stands at 2026-11-23 09:30 UTC until it is moved.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero));

    /// <inheritdoc/>
    public override string RunId => "run-1";

    /// <inheritdoc/>
    public override string Workflow => "tests.bench";

    /// <inheritdoc/>
    public override string StepPath => "step";

    /// <inheritdoc/>
    public override int Attempt => 1;

    /// <inheritdoc/>
    public override string IdempotencyKey => "run-1/step/1";

    /// <inheritdoc/>
    public override TimeProvider Time => Clock;

    /// <inheritdoc/>
    public override IPluginLog Log => this;

    /// <inheritdoc/>
    public override IFileAccess Files => files;

    /// <inheritdoc/>
    public override HttpClient Http => _http.Value;

    /// <inheritdoc/>
    public override INetworkAccess Network { get; } = new NetworkPolicy([Reachable]);

    /// <inheritdoc/>
    public override IProcessAccess Processes { get; } = new ProcessPolicy(files, [["*"]]);

    /// <inheritdoc/>
    public override IVectorAccess Vectors => VectorStore ?? throw new InvalidOperationException("Set VectorStore first.");

    /// <summary>Gets or sets the vector store that steps see.</summary>
    /// <value><see langword="null"/> unless set.</value>
    public IVectorAccess? VectorStore { get; set; }

    /// <inheritdoc/>
    public override void ReportProgress(double fraction, string? message = null) => _progress.Enqueue(fraction);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => Http.Dispose();

    private static NetworkRule Rule(string text) => NetworkRule.TryParse(text, out var rule) ? rule : throw new ArgumentException(text);

    /// <inheritdoc/>
    public void Write(PluginLogLevel level, string message) => _lines.Enqueue((level, message));
}
