using System.Reflection;
using System.Text.Json;
using Arch.Plugins.Loading;
using Arch.Plugins.Running;
using Arch.Sdk;
using Arch.Sdk.Agents;
using Arch.Sdk.Triggers;

namespace Arch.Plugins.BuiltIn;

/// <summary>A class of the host, read by reflection as those of plugins are.</summary>
internal sealed class ClassPart(Type partClass) : BuiltInPart
{
    private static readonly Lazy<JsonSerializerOptions> Options = new(StepJson.CreateOptions);

    internal override PluginPart Part { get; } = Declared(partClass);

    internal override ActivePart Activate() => PartActivation.Create(partClass, Part, PluginOrigin.Core, Options.Value);

    private static PluginPart Declared(Type partClass)
    {
        if (partClass.GetCustomAttribute<StepAttribute>() is { } step)
        {
            return new PluginPart(PluginPartKind.Step, step.Type, step.Version, step.Summary, step.Idempotent ? true : null);
        }

        if (partClass.GetCustomAttribute<TriggerAttribute>() is { } trigger)
        {
            return new PluginPart(PluginPartKind.Trigger, trigger.Type, trigger.Version, trigger.Summary);
        }

        return partClass.GetCustomAttribute<AgentAttribute>() is { } agent
            ? new PluginPart(PluginPartKind.Agent, agent.Type, agent.Version, agent.Summary)
            : throw new ArgumentException($"The class '{partClass.FullName}' has no [Step], [Trigger] or [Agent] attribute.", nameof(partClass));
    }
}
