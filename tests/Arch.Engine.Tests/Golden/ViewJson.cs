using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Arch.Engine.History;
using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.Tests.Golden;

/// <summary>
/// Writes views, member by member, so that a name that changes in the code does not change what is kept. Members are added here
/// as views get them, and never taken away.
/// </summary>
internal static class ViewJson
{
    public static JsonObject Of(RunSummary summary, DateTimeOffset? due) => new()
    {
        ["workflow"] = summary.Workflow,
        ["definition"] = summary.Definition.Value,
        ["status"] = summary.Status.ToString(),
        ["started_at"] = Of(summary.StartedAt),
        ["ended_at"] = Of(summary.EndedAt),
        ["due_at"] = Of(due),
        ["parent"] = summary.Parent?.Value,
        ["outputs"] = Of(summary.Outputs),
        ["error"] = Of(summary.Error),
    };

    public static JsonObject Of(RunView view) => new()
    {
        ["run"] = view.RunId.Value,
        ["workflow"] = view.Workflow,
        ["definition"] = view.Definition.Value,
        ["sequence"] = view.Sequence,
        ["at"] = Of(view.At),
        ["status"] = view.Status.ToString(),
        ["attempt"] = view.Attempt,
        ["started_at"] = Of(view.StartedAt),
        ["ended_at"] = Of(view.EndedAt),
        ["trigger"] = Of(view.Trigger),
        ["inputs"] = Of(view.Inputs),
        ["variables"] = Of(view.Variables),
        ["outputs"] = Of(view.Outputs),
        ["error"] = Of(view.Error),
        ["parent"] = view.Parent?.Value,
        ["repeat_of"] = view.RepeatOf?.Value,
        ["rewound"] = view.Rewound,
        ["steps"] = Of(view.Steps, Of),
        ["waits_for"] = Of(view.WaitsFor, Of),
        ["signals"] = Of(view.Signals, signal => new JsonObject
        {
            ["sequence"] = signal.Sequence,
            ["name"] = signal.Name,
            ["data"] = Of(signal.Data),
            ["by"] = signal.By,
        }),
    };

    private static JsonObject Of(StepView step) => new()
    {
        ["path"] = step.Path,
        ["id"] = step.Id,
        ["verb"] = step.Verb,
        ["uses"] = step.Uses,
        ["name"] = step.Name,
        ["place"] = step.Place.ToString(),
        ["role"] = step.Role.ToString(),
        ["key"] = step.Key,
        ["block"] = step.Block,
        ["status"] = step.Status.ToString(),
        ["started_at"] = Of(step.StartedAt),
        ["ended_at"] = Of(step.EndedAt),
        ["inputs"] = Of(step.Inputs),
        ["outputs"] = Of(step.Outputs),
        ["error"] = Of(step.Error),
        ["variables"] = Of(step.Variables, variable => new JsonObject { ["name"] = variable.Key, ["value"] = Of(variable.Value) }),
        ["is_cached"] = step.IsCached,
        ["called"] = step.Called?.Value,
        ["attempts"] = Of(step.Attempts, Of),
        ["waits_for"] = Of(step.WaitsFor, Of),
        ["needs_all"] = step.NeedsAll,
        ["steps"] = Of(step.Steps, Of),
        ["first"] = step.FirstSequence,
        ["last"] = step.LastSequence,
    };

    private static JsonObject Of(AttemptView attempt) => new()
    {
        ["number"] = attempt.Number,
        ["started_at"] = Of(attempt.StartedAt),
        ["ended_at"] = Of(attempt.EndedAt),
        ["inputs"] = Of(attempt.Inputs),
        ["error"] = Of(attempt.Error),
        ["next_at"] = Of(attempt.NextAt),
    };

    private static JsonObject Of(WaitView wait) => new()
    {
        ["kind"] = wait.Kind.ToString(),
        ["name"] = wait.Name,
        ["title"] = wait.Title,
        ["actions"] = Of(wait.Actions, action => JsonValue.Create(action)),
        ["until"] = Of(wait.Until),
        ["timeout_at"] = Of(wait.TimeoutAt),
        ["is_met"] = wait.IsMet,
    };

    private static JsonArray Of<T>(ImmutableArray<T> items, Func<T, JsonNode> write) => [.. items.Select(write)];

    private static JsonNode? Of(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    // As text, because a value that gains a member is another value; an undefined one is null.
    private static JsonNode? Of(Value value) => value.IsUndefined ? null : ValueJson.ToJson(value);

    private static JsonNode? Of(StepError? error) => error is null ? null : JsonNode.Parse(ValueJson.ToJson(error.ToValue()));
}
