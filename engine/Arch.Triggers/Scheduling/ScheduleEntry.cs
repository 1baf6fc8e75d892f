using Arch.Workflows.Definitions.Triggers;

namespace Arch.Triggers.Scheduling;

/// <summary>A schedule that waits for its next time.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="SeenUntil">Until when its times were dealt with; <see langword="null"/> when it is new.</param>
/// <param name="AliveSince">Since when it is there, where that is later than the start of the host.</param>
internal sealed record ScheduleEntry(string Workflow, ScheduleTrigger Trigger, DateTimeOffset? SeenUntil, DateTimeOffset? AliveSince);
