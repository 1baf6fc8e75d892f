using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Reading;

/// <summary>The data of a YAML file that is no workflow, such as the host's settings, with the place of each part.</summary>
public sealed record YamlContent
{
    /// <summary>Gets the data of the first document; undefined when there is none.</summary>
    public Value Value { get; private init; }

    /// <summary>Gets what is wrong with the YAML; <see cref="Value"/> is undefined then.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    private Dictionary<string, SourcePlace> Places { get; init; } = [];

    private string File { get; init; } = "";

    /// <summary>Reads a file under the profile that holds for workflows: limits, unique keys, no foreign tags.</summary>
    /// <param name="source">The file.</param>
    /// <returns>The data, or what is wrong.</returns>
    public static YamlContent Read(SourceText source)
    {
        var diagnostics = new DiagnosticBag();
        var file = YamlReader.Read(source, diagnostics);
        var places = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
        var root = diagnostics.HasErrors || file.Documents.Length == 0 ? null : file.Documents[0];
        if (root is not null)
        {
            Note(root, "", file.Map, places);
        }

        return new YamlContent
        {
            Value = root is null ? Value.Undefined : YamlData.ToValue(root),
            Diagnostics = diagnostics.InOrder(source.File),
            Places = places,
            File = source.File,
        };
    }

    /// <summary>Gets where a part stands.</summary>
    /// <param name="path">The keys and numbers from the root, each followed by <c>/</c> but the last: <c>files/read/0</c>.</param>
    /// <returns>The place of the key, or of the list's element; that of the file when there is no such part.</returns>
    public SourcePlace PlaceOf(string path) => Places.TryGetValue(path, out var place) ? place : new SourcePlace(File, 0, 0);

    private static void Note(YamlNode node, string path, SourceMap map, Dictionary<string, SourcePlace> places)
    {
        var prefix = path.Length == 0 ? "" : path + "/";
        if (node is YamlMapping mapping)
        {
            foreach (var entry in mapping.Entries)
            {
                places[prefix + entry.Name] = map.Place(entry.Key);
                Note(entry.Value, prefix + entry.Name, map, places);
            }
        }
        else if (node is YamlSequence sequence)
        {
            for (var i = 0; i < sequence.Items.Length; i++)
            {
                places[prefix + i] = map.Place(sequence.Items[i].Start, sequence.Items[i].Start + 1);
                Note(sequence.Items[i], prefix + i, map, places);
            }
        }
    }
}
