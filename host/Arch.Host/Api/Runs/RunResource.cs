using System.Text.Json.Serialization;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Host.Output;

namespace Arch.Host.Api.Runs;

/// <summary>A run.</summary>
internal sealed record RunResource
{
    public required string Id { get; init; }

    /// <summary>Gets the workflow, <c>namespace.id</c>.</summary>
    public required string Workflow { get; init; }

    /// <summary>Gets the hash of the definition that it is pinned to.</summary>
    public required string Definition { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>Gets the run that called it.</summary>
    public string? Parent { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets the next moment at which it has something to do by itself.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets why it failed, was cancelled or was parked.</summary>
    public ErrorResource? Error { get; init; }

    /// <summary>Gets what it gave; lists leave it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Value Outputs { get; init; }

    /// <summary>Gets what it waits for; lists leave it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WaitResource>? WaitsFor { get; init; }

    /// <summary>Gets whether an earlier request with the same <c>Idempotency-Key</c> had started it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsReplayed { get; init; }

    /// <summary>Gives what lists tell.</summary>
    public static RunResource Brief(RunSummary run) => new()
    {
        Id = run.RunId.Value,
        Workflow = run.Workflow,
        Definition = run.Definition.Value,
        Status = run.Status,
        Parent = run.Parent?.Value,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
        DueAt = run.DueAt,
        Error = ErrorResource.Of(run.Error),
    };

    public static RunResource Of(RunSummary run, IReadOnlyList<WaitingStep> waits) =>
        Brief(run) with { Outputs = run.Outputs.IsUndefined ? Value.Null : run.Outputs, WaitsFor = [.. waits.SelectMany(WaitResource.Of)] };
}
