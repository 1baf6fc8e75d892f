using Arch.Workflows.Definitions;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Triggers;

/// <summary>A trigger as it stands.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Definition">The trigger.</param>
/// <param name="PausedBy">Who paused it; <see langword="null"/> when it is not paused.</param>
/// <param name="NextAt">When its schedule fires next; <see langword="null"/> when it has none, or does not fire.</param>
public sealed record TriggerView(WorkflowDefinition Workflow, TriggerDefinition Definition, string? PausedBy, DateTimeOffset? NextAt);
