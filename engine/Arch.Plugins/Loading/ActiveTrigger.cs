using Arch.Plugins.Running;
using Arch.Workflows.Catalog;

namespace Arch.Plugins.Loading;

/// <summary>A trigger type that is ready to look for news.</summary>
/// <param name="Description">What it declares.</param>
/// <param name="Runner">Carries it out.</param>
internal sealed record ActiveTrigger(TriggerType Description, ITriggerRunner Runner) : ActivePart;
