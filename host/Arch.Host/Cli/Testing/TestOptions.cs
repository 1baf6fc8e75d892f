using Arch.Host.Output;

namespace Arch.Host.Cli.Testing;

/// <summary>What <c>arch test</c> was asked for.</summary>
/// <param name="Paths">Files and folders; none for the workflow folders.</param>
/// <param name="Filter">What the name of a case or workflow must contain; <see langword="null"/> for all.</param>
/// <param name="WantsCoverage">Whether it is shown what the cases covered.</param>
/// <param name="Updates">Whether snapshots are written.</param>
/// <param name="JUnit">The file for JUnit XML; <see langword="null"/> for none.</param>
/// <param name="Output">How the result is said.</param>
internal sealed record TestOptions(
    IReadOnlyList<string> Paths,
    string? Filter,
    bool WantsCoverage,
    bool Updates,
    string? JUnit,
    OutputFormat Output);
