namespace Arch.Plugins.Loading;

/// <summary>Finds step types by name and version. Immutable.</summary>
internal sealed class StepIndex
{
    // The newest version of each name first.
    private readonly Dictionary<string, List<SourcedStep>> _steps = new(StringComparer.Ordinal);

    public StepIndex(IEnumerable<IStepSource> sources)
    {
        foreach (var source in sources)
        {
            foreach (var step in source.Steps)
            {
                Add(new SourcedStep(source, step));
            }
        }
    }

    public IReadOnlyCollection<string> Names => _steps.Keys;

    /// <summary>Finds a step type, without a version the newest.</summary>
    public SourcedStep? Find(string name, int? version) =>
        !_steps.TryGetValue(name, out var versions) ? null
        : version is null ? versions[0]
        : versions.Find(entry => entry.Step.Version == version);

    private void Add(SourcedStep added)
    {
        if (!_steps.TryGetValue(added.Step.Name, out var versions))
        {
            _steps.Add(added.Step.Name, versions = []);
        }

        // Of two sources with the same version the first wins.
        var place = versions.FindIndex(entry => entry.Step.Version < added.Step.Version);
        versions.Insert(place < 0 ? versions.Count : place, added);
    }
}
