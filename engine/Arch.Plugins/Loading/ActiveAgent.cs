using Arch.Plugins.Running;
using Arch.Workflows.Catalog;

namespace Arch.Plugins.Loading;

/// <summary>An agent type that is ready to handle messages.</summary>
/// <param name="Description">What it declares.</param>
/// <param name="Runner">Carries it out.</param>
internal sealed record ActiveAgent(AgentType Description, IPluginAgentRunner Runner) : ActivePart;
