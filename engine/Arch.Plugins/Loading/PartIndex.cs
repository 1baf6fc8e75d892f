namespace Arch.Plugins.Loading;

/// <summary>Finds parts by kind, name and version. Immutable.</summary>
internal sealed class PartIndex
{
    // The newest version of each name first.
    private readonly Dictionary<(PluginPartKind Kind, string Name), List<SourcedPart>> _parts = [];

    public PartIndex(IEnumerable<IPartSource> sources)
    {
        foreach (var source in sources)
        {
            foreach (var part in source.Parts)
            {
                Add(new SourcedPart(source, part));
            }
        }
    }

    public IReadOnlyCollection<string> Names(PluginPartKind kind) => [.. _parts.Keys.Where(key => key.Kind == kind).Select(key => key.Name)];

    /// <summary>Finds a part, without a version the newest.</summary>
    public SourcedPart? Find(PluginPartKind kind, string name, int? version) =>
        !_parts.TryGetValue((kind, name), out var versions) ? null
        : version is null ? versions[0]
        : versions.Find(entry => entry.Part.Version == version);

    private void Add(SourcedPart added)
    {
        var key = (added.Part.Kind, added.Part.Name);
        if (!_parts.TryGetValue(key, out var versions))
        {
            _parts.Add(key, versions = []);
        }

        // Of two sources with the same version the first wins.
        var place = versions.FindIndex(entry => entry.Part.Version < added.Part.Version);
        versions.Insert(place < 0 ? versions.Count : place, added);
    }
}
