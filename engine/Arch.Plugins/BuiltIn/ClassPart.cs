using System.Reflection;
using System.Text.Json;
using Arch.Plugins.Loading;
using Arch.Plugins.Running;
using Arch.Sdk;
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

        return partClass.GetCustomAttribute<TriggerAttribute>() is { } trigger
            ? new PluginPart(PluginPartKind.Trigger, trigger.Type, trigger.Version, trigger.Summary)
            : throw new ArgumentException($"The class '{partClass.FullName}' has neither a [Step] nor a [Trigger] attribute.", nameof(partClass));
    }
}
