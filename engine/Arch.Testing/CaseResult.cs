using Arch.Expressions.Values;
using Arch.Testing.Comparing;
using Arch.Testing.Coverage;
using Arch.Testing.Outcomes;
using Arch.Workflows.Testing;

namespace Arch.Testing;

/// <summary>What came of a case.</summary>
public sealed record CaseResult
{
    /// <summary>Gets the suite.</summary>
    public required TestSuite Suite { get; init; }

    /// <summary>Gets the case.</summary>
    public required TestCase Case { get; init; }

    /// <summary>Gets what is not as it should be.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Gets what came out; <see langword="null"/> when the case was skipped or its run did not start.</summary>
    public CaseOutcome? Outcome { get; init; }

    /// <summary>Gets the outcome as a snapshot keeps it; undefined when the case has none.</summary>
    public Value Snapshot { get; init; }

    /// <summary>Gets what it covered.</summary>
    public IReadOnlyList<CoverageHits> Hits { get; init; } = [];

    /// <summary>Gets the mocks of the case that no step asked: no fault, but a hint when something else is wrong.</summary>
    public IReadOnlyList<MockRule> Unasked { get; init; } = [];

    /// <summary>Gets how long it really took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets whether it was not run.</summary>
    public bool IsSkipped => Case.Skip is not null;

    /// <summary>Gets whether it failed.</summary>
    public bool HasFailed => Findings.Count > 0;
}
