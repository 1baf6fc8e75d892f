using System.Text.Json.Nodes;
using Arch.Plugins.Granting;
using Arch.Sdk;

namespace Arch.Plugins.Isolation.Protocol;

/// <summary>What a worker is to load, and what it may do.</summary>
internal sealed record WorkerStart(string AssemblyPath, string PluginId, string PluginVersion, PluginGrants Grants, TimeSpan LoadLimit);

/// <summary>A part of the plugin.</summary>
internal sealed record PartRequest(string TypeName, PluginPart Part);

/// <summary>What a part declares, or why it cannot be used.</summary>
internal sealed record PartAnswer(ShapeData? Input, ShapeData? Output, PluginProblem? Problem);

/// <summary>An attempt of a step to carry out.</summary>
internal sealed record StepRequest
{
    /// <summary>Gets what its log and progress are told with.</summary>
    public required long Call { get; init; }

    public required PartRequest Part { get; init; }

    /// <summary>Gets the inputs, a JSON object.</summary>
    public required string Input { get; init; }

    public required string RunId { get; init; }

    public required string Workflow { get; init; }

    public required string StepPath { get; init; }

    public required int Attempt { get; init; }

    public required string IdempotencyKey { get; init; }
}

/// <summary>A look for news to carry out.</summary>
internal sealed record TriggerRequest(long Call, PartRequest Part, string Settings, string Trigger, string? Cursor);

/// <summary>What came of a call.</summary>
/// <param name="Output">The outputs of a step, a JSON object; <see langword="null"/> when it failed.</param>
/// <param name="News">What a trigger found; <see langword="null"/> when it failed.</param>
/// <param name="Failure">The failure; <see langword="null"/> when there is none.</param>
internal sealed record CallAnswer(string? Output, NewsData? News, FailureData? Failure);

/// <summary>What a trigger found.</summary>
internal sealed record NewsData(IReadOnlyList<NewsItemData> Items, string? Cursor, bool HasMore);

/// <summary>An item that a trigger found.</summary>
internal sealed record NewsItemData(string Key, string Item);

/// <summary>A <see cref="StepException"/> on its way to another process.</summary>
internal sealed record FailureData(string Code, string Message, bool Retryable, TimeSpan? RetryAfter, int? Status, JsonObject? Details)
{
    public static FailureData Of(StepException e) => new(e.Code, e.Message, e.Retryable, e.RetryAfter, e.Status, e.Details);

    public StepException ToException() => new(Code, Message) { Retryable = Retryable, RetryAfter = RetryAfter, Status = Status, Details = Details };
}
