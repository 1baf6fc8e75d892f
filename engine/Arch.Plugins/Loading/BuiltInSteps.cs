using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Arch.Plugins.Discovery;
using Arch.Plugins.Running;
using Arch.Sdk;

namespace Arch.Plugins.Loading;

/// <summary>The step types that are part of Arch.</summary>
internal sealed class BuiltInSteps : IStepSource
{
    private const string PluginId = "core";

    private readonly Lazy<JsonSerializerOptions> _options = new(StepJson.CreateOptions);
    private readonly ConcurrentDictionary<PluginStep, ActiveStep> _active = new();
    private readonly Dictionary<PluginStep, Type> _classes;

    public BuiltInSteps(IEnumerable<Type> classes)
    {
        _classes = classes.ToDictionary(DescribeClass);
        Steps = [.. _classes.Keys.OrderBy(step => step.Name, StringComparer.Ordinal).ThenBy(step => step.Version)];
    }

    public IReadOnlyList<PluginStep> Steps { get; }

    public ActiveStep Activate(PluginStep step) => _active.GetOrAdd(
        step,
        wanted => StepActivation.Create(_classes[wanted], wanted, PluginId, HostRuntime.SdkVersion.ToString(), _options.Value));

    public PluginInfo Describe() => new()
    {
        Id = PluginId,
        Version = HostRuntime.SdkVersion.ToString(),
        Description = "What is part of Arch.",
        IsLoaded = true,
        Steps = Steps,
    };

    private static PluginStep DescribeClass(Type stepClass)
    {
        var attribute = stepClass.GetCustomAttribute<StepAttribute>()
            ?? throw new ArgumentException($"The class '{stepClass.FullName}' has no [Step] attribute.", nameof(stepClass));
        return new PluginStep(attribute.Type, attribute.Version, attribute.Summary, attribute.Idempotent);
    }
}
