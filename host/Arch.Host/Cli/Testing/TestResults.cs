using Arch.Testing;
using Arch.Testing.Coverage;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Cli.Testing;

/// <summary>What came of the tests.</summary>
internal sealed record TestResults
{
    /// <summary>Gets what is wrong with the files.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Gets the results in the order of files and cases.</summary>
    public required IReadOnlyList<CaseResult> Cases { get; init; }

    /// <summary>Gets what was covered; empty when nobody asked.</summary>
    public IReadOnlyList<CoverageReport> Coverage { get; init; } = [];

    /// <summary>Gets the snapshot files that were written.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];

    /// <summary>Gets how long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets whether a file cannot be used.</summary>
    public bool IsInvalid => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
