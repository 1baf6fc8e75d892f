using System.Collections.Immutable;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Testing;

/// <summary>What some steps give instead of being run.</summary>
public sealed record MockRule
{
    /// <summary>Gets the key as written.</summary>
    public required string Key { get; init; }

    /// <summary>Gets where the key stands.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Gets whether the case itself has it, rather than the suite.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Gets the steps that it means by their place; <see langword="null"/> when it means a type or a workflow.</summary>
    public StepKey? Steps { get; init; }

    /// <summary>Gets the step type with its version that it means, such as <c>http.request@1</c>; <see langword="null"/> otherwise.</summary>
    public string? StepType { get; init; }

    /// <summary>Gets the called workflow that it means; <see langword="null"/> otherwise.</summary>
    public string? Workflow { get; init; }

    /// <summary>Gets the results of successive executions; the last holds for all that follow.</summary>
    public required ImmutableArray<MockResult> Results { get; init; }
}
