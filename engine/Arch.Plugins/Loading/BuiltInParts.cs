using Arch.Plugins.BuiltIn;

namespace Arch.Plugins.Loading;

/// <summary>What is part of Arch.</summary>
internal sealed class BuiltInParts : IPartSource
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PluginPart, ActivePart> _active = [];
    private readonly BuiltInPart[] _parts;

    public BuiltInParts(IEnumerable<BuiltInPart> parts)
    {
        _parts = [.. parts];
        Array.Sort(_parts, static (one, other) =>
            string.CompareOrdinal(one.Part.Name, other.Part.Name) is var order and not 0
                ? order
                : one.Part.Version.CompareTo(other.Part.Version));
        Parts = Array.ConvertAll(_parts, static part => part.Part);
    }

    public IReadOnlyList<PluginPart> Parts { get; }

    public ActivePart Activate(PluginPart part)
    {
        lock (_lock)
        {
            if (!_active.TryGetValue(part, out var active))
            {
                var wanted = Array.Find(_parts, known => known.Part == part)!; // whoever asks has it from Parts
                _active.Add(part, active = wanted.Activate());
            }

            return active;
        }
    }

    public PluginInfo Describe() => new()
    {
        Id = PluginOrigin.Core.Id,
        Version = PluginOrigin.Core.Version,
        Description = "What is part of Arch.",
        IsLoaded = true,
        Parts = Parts,
    };
}
