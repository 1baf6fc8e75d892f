using Arch.Workflows.Catalog;
using Arch.Workflows.Checking;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Documentation;

/// <summary>Finds pieces of example files in which a key or step type is used.</summary>
internal sealed class ExampleFinder
{
    private readonly Dictionary<(string Folder, string Key), ReferenceExample> _keys = [];
    private readonly Dictionary<string, ReferenceExample> _stepTypes = new(StringComparer.Ordinal);

    public ExampleFinder(IReadOnlyList<SourceText> examples)
    {
        foreach (var example in examples)
        {
            var file = YamlReader.Read(example, new DiagnosticBag());
            foreach (var root in file.Documents)
            {
                foreach (var spot in DocumentTree.Spots(root))
                {
                    Take(example.File, file.Map.Text, root, spot);
                }
            }
        }
    }

    public ReferenceExample? Find(string folder, string key) => _keys.GetValueOrDefault((folder, key));

    public ReferenceExample? FindStepType(string name) => _stepTypes.GetValueOrDefault(name);

    private void Take(string file, string text, YamlNode root, TreeSpot spot)
    {
        if (spot.IsKey && FolderOf(root, spot) is { } folder)
        {
            var piece = spot.At.Parent is null || folder is "types"
                ? Entry((YamlMapping)spot.At.Node, spot.Scalar)
                : spot.At.Node;
            Keep(_keys, (folder, spot.Scalar.Text), file, text, spot.At.Parent is null || folder is not ("triggers" or "trigger_modifiers") ? piece : Named(spot));
        }
        else if (!spot.IsKey && spot.At.Entry?.Name == "uses" && spot.At.Step is { Node: YamlMapping step } && spot.Scalar.Text.Contains('@', StringComparison.Ordinal))
        {
            Keep(_stepTypes, spot.Scalar.Text.Split('@')[0], file, text, step);
        }
    }

    // A trigger is shown with its name.
    private static YamlMapping Named(TreeSpot spot)
    {
        var entry = spot.At.Entry!; // a trigger stands in the map of triggers
        return new YamlMapping(entry.Key.Start, entry.Value.End, []);
    }

    private static YamlMapping Entry(YamlMapping mapping, YamlScalar key)
    {
        var entry = mapping.Entries.First(one => one.Key == key);
        return new YamlMapping(entry.Key.Start, entry.Value.End, []);
    }

    private static string? FolderOf(YamlNode root, TreeSpot spot) => spot.At.Rule switch
    {
        StepRule when StepGrammar.Steps.FindVerb(spot.Scalar.Text) is not null => "steps",
        StepRule when StepGrammar.Steps.FindCommon(spot.Scalar.Text) is not null => "modifiers",
        VerbRule { Set: var set } when set == TriggerGrammar.Triggers =>
            set.FindVerb(spot.Scalar.Text) is not null ? "triggers" : set.FindCommon(spot.Scalar.Text) is not null ? "trigger_modifiers" : null,
        ObjectRule { Keys: var keys } when keys == TypeGrammar.Type => "types",
        ObjectRule when ReferenceEquals(spot.At.Node, root) && spot.Key is not null => Compiling.DocumentKind.Of((YamlMapping)root),
        _ => null,
    };

    private static void Keep<TKey>(Dictionary<TKey, ReferenceExample> kept, TKey key, string file, string text, YamlNode node)
        where TKey : notnull
    {
        if (!kept.ContainsKey(key))
        {
            kept.Add(key, new(file, Dedent(text, node.Start, node.End)));
        }
    }

    private static string Dedent(string text, int start, int end)
    {
        var indent = start - (text.LastIndexOf('\n', Math.Max(0, start - 1)) + 1);
        var lines = text[start..end].TrimEnd().Split('\n');
        return string.Join('\n', lines.Select((line, number) =>
            number == 0 || line.Length < indent || line[..indent].Trim().Length > 0 ? line.TrimEnd() : line[indent..].TrimEnd()));
    }
}
