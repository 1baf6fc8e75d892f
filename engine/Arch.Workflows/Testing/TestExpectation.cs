using System.Collections.Immutable;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Testing;

/// <summary>What must come out of a case. What is <see langword="null"/> may be anything.</summary>
public sealed record TestExpectation
{
    /// <summary>Gets where it stands; the place of the case when nothing is expected.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Gets the status: <c>succeeded</c>, <c>failed</c>, <c>cancelled</c> or <c>waiting</c>.</summary>
    /// <value><see langword="null"/> when a snapshot says it.</value>
    public string? Status { get; init; }

    /// <summary>Gets the ids of the steps that run, in order.</summary>
    public ExpectedValue? Path { get; init; }

    /// <summary>Gets what is expected of steps.</summary>
    public ImmutableArray<StepExpectation> Steps { get; init; } = [];

    /// <summary>Gets the outputs.</summary>
    public ExpectedValue? Outputs { get; init; }

    /// <summary>Gets the events, an array of objects with <c>subject</c> and <c>data</c>.</summary>
    public ExpectedValue? Emitted { get; init; }

    /// <summary>Gets the error of the run.</summary>
    public ExpectedValue? Error { get; init; }

    /// <summary>Gets the variables at the end.</summary>
    public ExpectedValue? Vars { get; init; }

    /// <summary>Gets how much simulated time the run takes, as text.</summary>
    public ExpectedValue? Took { get; init; }

    /// <summary>Gets whether objects must have no other members than those expected.</summary>
    public bool IsExact { get; init; }

    /// <summary>Gets whether the whole outcome is compared with a snapshot.</summary>
    public bool HasSnapshot { get; init; }

    /// <summary>Gets where the status stands; the place of the whole when it does not.</summary>
    public required SourcePlace StatusPlace { get; init; }
}
