using System.Collections.Immutable;
using Arch.Expressions.Values;

namespace Arch.Testing.Outcomes;

/// <summary>What came out of a case.</summary>
public sealed record CaseOutcome
{
    /// <summary>Gets how the run ended: <c>succeeded</c>, <c>failed</c>, <c>cancelled</c>, or <c>waiting</c> when it did not.</summary>
    public required string Status { get; init; }

    /// <summary>Gets whether the run ended.</summary>
    public bool HasEnded { get; init; }

    /// <summary>Gets the outputs; undefined when it had none.</summary>
    public Value Outputs { get; init; }

    /// <summary>Gets the error; undefined when it had none.</summary>
    public Value Error { get; init; }

    /// <summary>Gets the variables at the end.</summary>
    public Value Vars { get; init; }

    /// <summary>Gets the events that the run and those it called published, in order.</summary>
    public ImmutableArray<Value> Emitted { get; init; } = [];

    /// <summary>Gets the ids of the steps that ran, in the order in which they began.</summary>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>Gets all steps of all runs in the order in which they began, the skipped ones too.</summary>
    public ImmutableArray<StepOutcome> Steps { get; init; } = [];

    /// <summary>Gets what the run waits for, in words; empty when it ended.</summary>
    public ImmutableArray<string> WaitsFor { get; init; } = [];

    /// <summary>Gets how much simulated time passed from the start to the end.</summary>
    public TimeSpan Took { get; init; }
}
