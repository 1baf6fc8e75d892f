using System.Text.Json.Serialization;
using Arch.Triggers;
using Arch.Workflows.Definitions.Triggers;
using Arch.Workflows.Durations;
using Arch.Workflows.Schedules;

namespace Arch.Host.Api.Triggers;

/// <summary>A trigger.</summary>
internal sealed record TriggerResource
{
    public required string Workflow { get; init; }

    public required string Name { get; init; }

    /// <summary>Gets its verb, such as <c>webhook</c>.</summary>
    public required string Kind { get; init; }

    public string? Description { get; init; }

    /// <summary>Gets whether it fires: it is neither switched off in its file nor paused.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Gets who paused it.</summary>
    public string? PausedBy { get; init; }

    /// <summary>Gets what it listens for: a path, a subject, a schedule.</summary>
    public string? On { get; init; }

    /// <summary>Gets when its schedule fires next.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Gets the next times of its schedule; lists leave them out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DateTimeOffset>? NextTimes { get; init; }

    public static TriggerResource Of(TriggerView view) => new()
    {
        Workflow = view.Workflow.FullName,
        Name = view.Definition.Name,
        Kind = view.Definition.Kind,
        Description = view.Definition.Description,
        IsActive = !view.Definition.IsDisabled && view.PausedBy is null,
        PausedBy = view.PausedBy,
        On = view.Definition switch
        {
            WebhookTrigger webhook => $"{string.Join('|', webhook.Methods)} /hooks{webhook.Path}",
            EventTrigger message => message.Subject,
            WorkflowTrigger ended => string.Join(", ", ended.Workflows),
            ScheduleTrigger { Schedule: CronSchedule cron } => $"{cron.Text} ({cron.Zone.Id})",
            ScheduleTrigger { Schedule: IntervalSchedule every } => $"every {DurationText.Format(every.Every)}",
            _ => null,
        },
        NextAt = view.NextAt,
    };
}
