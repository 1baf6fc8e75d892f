namespace Arch.Plugins.Loading;

/// <summary>Finds step types by name and version. Immutable.</summary>
internal sealed class StepIndex
{
    private readonly Dictionary<string, List<(IStepSource Source, PluginStep Step)>> _steps;

    public StepIndex(IReadOnlyList<IStepSource> sources) => _steps = sources
        .SelectMany(source => source.Steps.Select(step => (source, step)))
        .GroupBy(entry => entry.step.Name, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key, group => group.OrderByDescending(entry => entry.step.Version).ToList(), StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _steps.Keys;

    /// <summary>Finds a step type, without a version the newest.</summary>
    public (IStepSource Source, PluginStep Step)? Find(string name, int? version)
    {
        if (!_steps.TryGetValue(name, out var versions))
        {
            return null;
        }

        var index = version is null ? 0 : versions.FindIndex(entry => entry.Step.Version == version);
        return index < 0 ? null : versions[index];
    }
}
