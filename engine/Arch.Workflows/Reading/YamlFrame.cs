using System.Globalization;
using Arch.Workflows.Diagnostics;
using YamlDotNet.Core.Events;

namespace Arch.Workflows.Reading;

/// <summary>A mapping or sequence of which not everything has been read yet.</summary>
internal sealed class YamlFrame(NodeEvent start, bool isBroken)
{
    private readonly bool _isMapping = start is MappingStart;
    private readonly List<YamlNode> _items = [];
    private readonly Dictionary<string, YamlEntry> _byName = new(StringComparer.Ordinal);
    private readonly List<YamlEntry> _entries = [];
    private YamlScalar? _key;
    private int _size = 1;
    private int _height = 1;

    public NodeEvent Start => start;

    public int Begin => (int)start.Start.Index;

    public bool IsKeyNext => _isMapping && _key is null;

    public void Add(YamlNode node, SourceMap map, DiagnosticBag diagnostics)
    {
        _size += node.Size;
        _height = Math.Max(_height, node.Height + 1);
        if (!_isMapping)
        {
            _items.Add(node);
        }
        else if (_key is null)
        {
            // The builder lets nothing but scalars through where a key must stand.
            _key = (YamlScalar)node;
        }
        else
        {
            AddEntry(new YamlEntry(_key, node), map, diagnostics);
            _key = null;
        }
    }

    public YamlNode Finish(int end)
    {
        return _isMapping
            ? new YamlMapping(Begin, end, [.. _entries]) { Size = _size, Height = _height, IsBroken = isBroken }
            : new YamlSequence(Begin, end, [.. _items]) { Size = _size, Height = _height, IsBroken = isBroken };
    }

    private void AddEntry(YamlEntry entry, SourceMap map, DiagnosticBag diagnostics)
    {
        if (entry.Name == "<<" && entry.Key.Style == YamlDotNet.Core.ScalarStyle.Plain)
        {
            diagnostics.Error(
                "ARCH0002",
                map.Place(entry.Key),
                "Merge keys ('<<') are not part of Arch's YAML.",
                "Write the entries out, or use an alias for a whole value.");
        }
        else if (_byName.TryGetValue(entry.Name, out var first))
        {
            var line = map.Place(first.Key).Line.ToString(CultureInfo.InvariantCulture);
            diagnostics.Error(
                "ARCH0002",
                map.Place(entry.Key),
                $"The key '{entry.Name}' stands here a second time; the first is on line {line}.",
                "Remove one of them.");
        }
        else
        {
            _byName.Add(entry.Name, entry);
            _entries.Add(entry);
        }
    }
}
