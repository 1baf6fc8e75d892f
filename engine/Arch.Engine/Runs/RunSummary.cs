using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Runs;

/// <summary>What is known of a run without reading its journal.</summary>
public sealed record RunSummary
{
    /// <summary>Gets the run.</summary>
    public required RunId RunId { get; init; }

    /// <summary>Gets the workflow, <c>namespace.id</c>.</summary>
    public required string Workflow { get; init; }

    /// <summary>Gets the definition that the run is pinned to.</summary>
    public required DefinitionId Definition { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Gets when it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when it ended; <see langword="null"/> while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets the next moment at which it has something to do by itself; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets the run that called it; <see langword="null"/> when none did.</summary>
    public RunId? Parent { get; init; }

    /// <summary>Gets the outputs, once it has succeeded; undefined before.</summary>
    public Value Outputs { get; init; }

    /// <summary>Gets the error, once it has failed or was cancelled.</summary>
    public StepError? Error { get; init; }

    /// <summary>Gets whether it has ended.</summary>
    public bool HasEnded => Status is RunStatus.Succeeded or RunStatus.Failed or RunStatus.Cancelled;
}
