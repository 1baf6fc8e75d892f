using System.Reflection;
using System.Text.Json;
using Arch.Plugins.Loading;
using Arch.Plugins.Running;
using Arch.Sdk;

namespace Arch.Plugins.BuiltIn;

/// <summary>A step class of the host, read by reflection as those of plugins are.</summary>
internal sealed class ClassStep : BuiltInStep
{
    private static readonly Lazy<JsonSerializerOptions> Options = new(StepJson.CreateOptions);

    private readonly Type _class;

    public ClassStep(Type stepClass)
    {
        var attribute = stepClass.GetCustomAttribute<StepAttribute>()
            ?? throw new ArgumentException($"The class '{stepClass.FullName}' has no [Step] attribute.", nameof(stepClass));
        _class = stepClass;
        Step = new PluginStep(attribute.Type, attribute.Version, attribute.Summary, attribute.Idempotent ? true : null);
    }

    internal override PluginStep Step { get; }

    internal override ActiveStep Activate(string pluginId, string pluginVersion) =>
        StepActivation.Create(_class, Step, pluginId, pluginVersion, Options.Value);
}
