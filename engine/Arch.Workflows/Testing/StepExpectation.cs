using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Testing;

/// <summary>What is expected of a step, each time it runs. What is <see langword="null"/> may be anything.</summary>
public sealed record StepExpectation
{
    /// <summary>Gets the step.</summary>
    public required StepKey Step { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Gets the status; <c>not_run</c> when it must not even be reached.</summary>
    public ExpectedValue? Status { get; init; }

    /// <summary>Gets what its last attempt was given.</summary>
    public ExpectedValue? Inputs { get; init; }

    /// <summary>Gets its outputs.</summary>
    public ExpectedValue? Outputs { get; init; }

    /// <summary>Gets its error.</summary>
    public ExpectedValue? Error { get; init; }

    /// <summary>Gets how often it is tried.</summary>
    public ExpectedValue? Attempts { get; init; }

    /// <summary>Gets how often it runs.</summary>
    public ExpectedValue? Runs { get; init; }

    /// <summary>Gets whether objects must have no other members than those expected.</summary>
    public bool IsExact { get; init; }
}
