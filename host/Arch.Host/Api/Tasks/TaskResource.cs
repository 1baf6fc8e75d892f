using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Host.Api.Tasks;

/// <summary>A task that a person completes.</summary>
internal sealed record TaskResource
{
    public required string Id { get; init; }

    public required string RunId { get; init; }

    public required string Workflow { get; init; }

    public required string Step { get; init; }

    public required HumanTaskStatus Status { get; init; }

    public required string Title { get; init; }

    public string? Body { get; init; }

    /// <summary>Gets who may do it; <see langword="null"/> for everybody.</summary>
    public required Value Assign { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Gets the action that was chosen.</summary>
    public string? Action { get; init; }

    /// <summary>Gets who completed it.</summary>
    public string? By { get; init; }

    /// <summary>Gets the JSON Schema of what is to be filled in; lists leave it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Form { get; init; }

    public static TaskResource Of(HumanTask task) => new()
    {
        Id = task.Id,
        RunId = task.RunId.Value,
        Workflow = task.Workflow,
        Step = task.StepPath,
        Status = task.Status,
        Title = task.Title,
        Body = task.Body,
        Assign = task.Assign.IsUndefined ? Value.Null : task.Assign,
        Actions = task.Actions,
        OpenedAt = task.OpenedAt,
        DueAt = task.DueAt,
        ClosedAt = task.ClosedAt,
        Action = task.Action,
        By = task.By,
    };
}
