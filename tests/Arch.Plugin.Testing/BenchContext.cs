using System.Collections.Concurrent;
using Arch.Plugins.Network;
using Arch.Sdk;
using Microsoft.Extensions.Time.Testing;

namespace Arch.Plugin.Testing;

/// <summary>An attempt as tests give it: a clock that stands still, a log and progress that are kept.</summary>
/// <param name="files">The files that may be used.</param>
public sealed class BenchContext(IFileAccess files) : StepContext, IStepLog
{
    private readonly ConcurrentQueue<(StepLogLevel Level, string Message)> _lines = new();
    private readonly ConcurrentQueue<double> _progress = new();

    /// <summary>Gets the lines that were logged.</summary>
    public IReadOnlyCollection<(StepLogLevel Level, string Message)> Lines => _lines;

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
    public override IStepLog Log => this;

    /// <inheritdoc/>
    public override IFileAccess Files { get; } = files;

    /// <inheritdoc/>
    public override HttpClient Http { get; } = StepHttpClient.Create();

    /// <inheritdoc/>
    public override void ReportProgress(double fraction, string? message = null) => _progress.Enqueue(fraction);

    /// <inheritdoc/>
    public void Write(StepLogLevel level, string message) => _lines.Enqueue((level, message));
}
