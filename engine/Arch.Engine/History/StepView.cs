using System.Collections.Immutable;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Diagnostics;

namespace Arch.Engine.History;

/// <summary>A step of a run as it was after some record. Steps that had not begun are not there.</summary>
public sealed record StepView
{
    /// <summary>Gets the place of the step in the run, with the iterations around it: <c>pages[3]/write</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the verb, such as <c>uses</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>Gets what it uses: the step type, the action or the called workflow; <see langword="null"/> for other verbs.</summary>
    public string? Uses { get; init; }

    /// <summary>Gets the name for people; <see langword="null"/> when there is only the id.</summary>
    public string? Name { get; init; }

    /// <summary>Gets where it stands in the sources.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Gets which block of what is around it the step is in.</summary>
    public required LaneRole Role { get; init; }

    /// <summary>Gets which of several such blocks it is: the arm, case, branch, iteration or handler, from 0.</summary>
    public int Key { get; init; }

    /// <summary>Gets the name of that block: of a branch or a case; <see langword="null"/> for others.</summary>
    public string? Block { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required StepViewStatus Status { get; init; }

    /// <summary>Gets when it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when it ended; <see langword="null"/> when it had not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets what its last attempt worked on; undefined when it was nothing.</summary>
    public Value Inputs { get; init; }

    /// <summary>Gets its outputs; undefined when it had none.</summary>
    public Value Outputs { get; init; }

    /// <summary>Gets why it, or its last attempt, failed; <see langword="null"/> when it did not.</summary>
    public StepError? Error { get; init; }

    /// <summary>Gets why it was skipped, with the values that decided it; <see langword="null"/> when it was not.</summary>
    /// <value>A text such as <c>when inputs.total > 1000 → false, inputs.total = 900</c>.</value>
    public string? SkippedBecause { get; init; }

    /// <summary>Gets the variables that it set.</summary>
    public ImmutableArray<KeyValuePair<string, Value>> Variables { get; init; } = [];

    /// <summary>Gets whether its outputs are those that an earlier run kept.</summary>
    public bool IsCached { get; init; }

    /// <summary>Gets the run that its last attempt called; <see langword="null"/> for steps that call none.</summary>
    public RunId? Called { get; init; }

    /// <summary>Gets its attempts in order; those of a skipped step are none.</summary>
    public ImmutableArray<AttemptView> Attempts { get; init; } = [];

    /// <summary>Gets what it waits for; empty when it does not wait.</summary>
    public ImmutableArray<WaitView> WaitsFor { get; init; } = [];

    /// <summary>Gets whether all of what it waits for must come, rather than one of it.</summary>
    public bool NeedsAll { get; init; }

    /// <summary>Gets the steps in it that its last attempt began, in that order.</summary>
    public ImmutableArray<StepView> Steps { get; init; } = [];

    /// <summary>Gets the number of the record with which it began.</summary>
    public required long FirstSequence { get; init; }

    /// <summary>Gets the number of the record with which it ended; 0 when it had not.</summary>
    public long LastSequence { get; init; }
}
