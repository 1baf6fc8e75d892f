using Arch.Plugins.BuiltIn;
using Arch.Plugins.Discovery;

namespace Arch.Plugins.Loading;

/// <summary>The step types that are part of Arch.</summary>
internal sealed class BuiltInSteps : IStepSource
{
    private const string PluginId = "core";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ActiveStep> _active = new(StringComparer.Ordinal);
    private readonly BuiltInStep[] _steps;

    public BuiltInSteps(IEnumerable<BuiltInStep> steps)
    {
        _steps = [.. steps];
        Array.Sort(_steps, static (one, other) =>
            string.CompareOrdinal(one.Step.Name, other.Step.Name) is var order and not 0
                ? order
                : one.Step.Version.CompareTo(other.Step.Version));
        Steps = Array.ConvertAll(_steps, static step => step.Step);
    }

    public IReadOnlyList<PluginStep> Steps { get; }

    public ActiveStep Activate(PluginStep step)
    {
        var key = $"{step.Name}@{step.Version}";
        lock (_lock)
        {
            if (!_active.TryGetValue(key, out var active))
            {
                var wanted = Array.Find(_steps, known => known.Step == step)!; // whoever asks has it from Steps
                _active.Add(key, active = wanted.Activate(PluginId, HostRuntime.SdkVersion.ToString()));
            }

            return active;
        }
    }

    public PluginInfo Describe() => new()
    {
        Id = PluginId,
        Version = HostRuntime.SdkVersion.ToString(),
        Description = "What is part of Arch.",
        IsLoaded = true,
        Steps = Steps,
    };
}
