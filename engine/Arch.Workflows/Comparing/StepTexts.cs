using System.Collections.Immutable;
using System.Text;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Comparing;

/// <summary>
/// Reads what the steps of a definition say once more from its sources. Versions are compared so seldom that nothing of it is kept
/// with the definition.
/// </summary>
public sealed class StepTexts
{
    private readonly WorkflowDefinition _definition;
    private readonly Dictionary<string, Dictionary<(int Line, int Column), YamlMapping>> _sources = [];
    private readonly HashSet<YamlMapping> _steps = new(ReferenceEqualityComparer.Instance);

    private StepTexts(WorkflowDefinition definition) => _definition = definition;

    /// <summary>Reads the sources of a definition.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>What each step says, by <see cref="StepNode.Index"/>.</returns>
    public static ImmutableArray<StepText> Of(WorkflowDefinition definition)
    {
        var texts = new StepTexts(definition);
        var mappings = new YamlMapping?[definition.Nodes.Length];
        texts.Find(definition.Scopes[0], definition.Sources[0], "", mappings);
        texts._steps.UnionWith(mappings.OfType<YamlMapping>());
        return [.. mappings.Select((mapping, index) => texts.Text(mapping
            ?? throw new InvalidOperationException($"Step '{definition.Nodes[index].Id}' of '{definition.FullName}' is not where it was found before.")))];
    }

    // Steps of an action stand in the action's file, whose place in the project only the step that uses it knows.
    private void Find(StepScope scope, SourceText source, string folder, YamlMapping?[] mappings)
    {
        foreach (var index in scope.Nodes)
        {
            var node = _definition.Nodes[index];
            mappings[index] = Places(source).GetValueOrDefault((node.Place.Line, node.Place.Column));
            switch (node)
            {
                case ForNode loop:
                    Find(_definition.Scopes[loop.BodyScope], source, folder, mappings);
                    break;
                case RepeatNode loop:
                    Find(_definition.Scopes[loop.BodyScope], source, folder, mappings);
                    break;
                case ActionNode action:
                    var path = ActionPath.Join(folder, action.Path);
                    if (_definition.Sources.Skip(1).FirstOrDefault(one => one.File == path) is { } file)
                    {
                        Find(_definition.Scopes[action.BodyScope], file, ActionPath.FolderOf(path), mappings);
                    }

                    break;
            }
        }
    }

    private Dictionary<(int Line, int Column), YamlMapping> Places(SourceText source)
    {
        if (!_sources.TryGetValue(source.File, out var places))
        {
            var file = YamlReader.Read(source, new DiagnosticBag());
            places = [];
            foreach (var document in file.Documents)
            {
                Add(document, file.Map, places);
            }

            _sources.Add(source.File, places);
        }

        return places;
    }

    private static void Add(YamlNode node, SourceMap map, Dictionary<(int Line, int Column), YamlMapping> places)
    {
        switch (node)
        {
            case YamlMapping mapping:
                // What an alias names is met again.
                var place = map.Place(mapping);
                if (places.TryAdd((place.Line, place.Column), mapping))
                {
                    foreach (var entry in mapping.Entries)
                    {
                        Add(entry.Value, map, places);
                    }
                }

                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    Add(item, map, places);
                }

                break;
        }
    }

    private StepText Text(YamlMapping step)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in step.Entries)
        {
            if (entry.Name != "id")
            {
                var text = new StringBuilder();
                Write(text, entry.Value);
                texts[entry.Name] = text.ToString();
            }
        }

        return new StepText(texts.ToImmutable());
    }

    // Strings are quoted, so that nothing written can look like something else.
    private void Write(StringBuilder text, YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                text.Append('{');
                foreach (var entry in mapping.Entries)
                {
                    Quote(text, entry.Name).Append(':');
                    Write(text, entry.Value);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case YamlSequence { Items: var items } when items.Length > 0 && items.All(item => item is YamlMapping one && _steps.Contains(one)):
                text.Append("steps");
                break;
            case YamlSequence sequence:
                text.Append('[');
                foreach (var item in sequence.Items)
                {
                    Write(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case YamlScalar { IsString: true } scalar:
                Quote(text, scalar.Text);
                break;
            case YamlScalar scalar:
                text.Append(scalar.Text);
                break;
        }
    }

    private static StringBuilder Quote(StringBuilder text, string value) =>
        text.Append('"').Append(value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
}
