using System.Collections.Immutable;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Testing;

/// <summary>One run of the tested workflow and what must come out. What the suite's <c>defaults</c> say is in it.</summary>
public sealed record TestCase
{
    /// <summary>The moment at which runs start unless a case says otherwise, so that results do not depend on the day.</summary>
    public static readonly DateTimeOffset UsualStart = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Gets the name, unique in its document.</summary>
    public required string Name { get; init; }

    /// <summary>Gets where it begins.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Gets why it is not run; <see langword="null"/> when it is.</summary>
    public string? Skip { get; init; }

    /// <summary>Gets the inputs, bound and complete.</summary>
    public required Value Inputs { get; init; }

    /// <summary>Gets what starts the run.</summary>
    public required Value Trigger { get; init; }

    /// <summary>Gets the moment at which the run starts.</summary>
    public DateTimeOffset Clock { get; init; } = UsualStart;

    /// <summary>Gets the mocks; the case's own stand before those of the suite.</summary>
    public ImmutableArray<MockRule> Mocks { get; init; } = [];

    /// <summary>Gets the step types that are really run, such as <c>csv.parse@1</c> or <c>file.*</c>.</summary>
    public ImmutableArray<string> Allow { get; init; } = [];

    /// <summary>Gets what happens from outside.</summary>
    public ImmutableArray<TestCue> Cues { get; init; } = [];

    /// <summary>Gets how long the run is watched; <see langword="null"/> until its end.</summary>
    public TimeSpan? Until { get; init; }

    /// <summary>Gets what must come out.</summary>
    public required TestExpectation Expect { get; init; }

    /// <summary>Gets the conditions that must hold at the end.</summary>
    public ImmutableArray<ExpressionHandle> Asserts { get; init; } = [];
}
