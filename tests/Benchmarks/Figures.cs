namespace Benchmarks;

/// <summary>What a load took.</summary>
/// <param name="Elapsed">From the first operation to the end of the last.</param>
/// <param name="Milliseconds">The time of each operation, shortest first.</param>
internal sealed record Figures(TimeSpan Elapsed, IReadOnlyList<double> Milliseconds)
{
    public double PerSecond => Milliseconds.Count / Elapsed.TotalSeconds;

    public double Median => Milliseconds[Milliseconds.Count / 2];

    public double Slowest99 => Milliseconds[Milliseconds.Count * 99 / 100];
}
