using Arch.Workflows.Definitions;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Triggers.Webhooks;

/// <summary>A webhook that answers a request.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="Parameters">The parts of the path that stand in braces, by name.</param>
public sealed record WebhookRoute(WorkflowDefinition Workflow, WebhookTrigger Trigger, IReadOnlyList<KeyValuePair<string, string>> Parameters);
