using Arch.Engine.History;
using Arch.Expressions.Values;

namespace Arch.Host.Api.Runs;

/// <summary>A step of a run.</summary>
internal sealed record StepResource
{
    /// <summary>Gets its place in the run, with the iterations around it: <c>pages[3]/write</c>.</summary>
    public required string Path { get; init; }

    public required string Id { get; init; }

    /// <summary>Gets the verb, such as <c>uses</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>Gets the step type, action or called workflow.</summary>
    public string? Uses { get; init; }

    public string? Name { get; init; }

    /// <summary>Gets where it stands in the sources.</summary>
    public required string File { get; init; }

    public required int Line { get; init; }

    /// <summary>Gets the name of the branch or case of what is around it that it is in.</summary>
    public string? Block { get; init; }

    public required StepViewStatus Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public required Value Inputs { get; init; }

    public required Value Outputs { get; init; }

    public ErrorResource? Error { get; init; }

    /// <summary>Gets why it was skipped, with the values that decided it.</summary>
    public string? SkippedBecause { get; init; }

    /// <summary>Gets whether its outputs are those that an earlier run kept.</summary>
    public required bool IsCached { get; init; }

    /// <summary>Gets the run that it called.</summary>
    public string? Called { get; init; }

    public required IReadOnlyList<AttemptResource> Attempts { get; init; }

    public required IReadOnlyList<WaitResource> WaitsFor { get; init; }

    public required long FirstRecord { get; init; }

    public required long LastRecord { get; init; }

    public required IReadOnlyList<StepResource> Steps { get; init; }

    public static StepResource Of(StepView step) => new()
    {
        Path = step.Path,
        Id = step.Id,
        Verb = step.Verb,
        Uses = step.Uses,
        Name = step.Name,
        File = step.Place.File,
        Line = step.Place.Line,
        Block = step.Block,
        Status = step.Status,
        StartedAt = step.StartedAt,
        EndedAt = step.EndedAt,
        Inputs = step.Inputs,
        Outputs = step.Outputs,
        Error = ErrorResource.Of(step.Error),
        SkippedBecause = step.SkippedBecause,
        IsCached = step.IsCached,
        Called = step.Called?.Value,
        Attempts = [.. step.Attempts.Select(attempt => new AttemptResource(attempt.Number, attempt.StartedAt, attempt.EndedAt, ErrorResource.Of(attempt.Error), attempt.NextAt))],
        WaitsFor = [.. step.WaitsFor.Where(wait => !wait.IsMet).Select(wait => WaitResource.Of(step.Path, wait))],
        FirstRecord = step.FirstSequence,
        LastRecord = step.LastSequence,
        Steps = [.. step.Steps.Select(Of)],
    };
}
