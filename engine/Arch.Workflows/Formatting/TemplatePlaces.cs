using Arch.Workflows.Compiling;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Formatting;

/// <summary>Finds the scalars in which <c>${{ }}</c> is an expression by the grammar; elsewhere it is text like any other.</summary>
internal sealed class TemplatePlaces
{
    private readonly HashSet<int> _starts = [];

    /// <summary>Gives the offsets at which such scalars begin.</summary>
    public static IReadOnlySet<int> Of(YamlFile file)
    {
        var places = new TemplatePlaces();
        foreach (var root in file.Documents.OfType<YamlMapping>())
        {
            places.AddKeys(root, DocumentGrammar.Of(DocumentKind.Of(root)).Find);
        }

        return places._starts;
    }

    private void AddKeys(YamlMapping mapping, Func<string, KeyRule?> find)
    {
        foreach (var entry in mapping.Entries)
        {
            if (find(entry.Name) is { } key)
            {
                Add(entry.Value, key.Value);
            }
        }
    }

    private void Add(YamlNode node, ValueRule rule)
    {
        switch (rule, node)
        {
            case (ExpressionRule or TextRule { AllowsExpressions: true } or DurationRule { AllowsExpressions: true }, YamlScalar):
                _starts.Add(node.Start);
                break;
            case (DataRule { AllowsExpressions: true }, _):
                AddAll(node);
                break;
            case (EitherRule either, _):
                foreach (var form in either.Forms)
                {
                    Add(node, form);
                }

                break;
            case (ListRule list, YamlSequence items):
                foreach (var item in items.Items)
                {
                    Add(item, list.Items);
                }

                break;
            case (MapRule map, YamlMapping entries):
                foreach (var entry in entries.Entries)
                {
                    Add(entry.Value, map.Values);
                }

                break;
            case (ObjectRule { Keys: var keys }, YamlMapping mapping):
                AddKeys(mapping, keys.Find);
                break;
            case (VerbRule { Set: var set }, YamlMapping mapping):
                AddVerb(mapping, set);
                break;
            case (StepRule, YamlMapping step):
                AddVerb(step, StepGrammar.Steps);
                break;
        }
    }

    private void AddVerb(YamlMapping mapping, VerbSet set)
    {
        if (mapping.Entries.Select(entry => set.FindVerb(entry.Name)).FirstOrDefault(verb => verb is not null) is { } verb)
        {
            AddKeys(mapping, name => set.Find(verb, name));
        }
    }

    private void AddAll(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar:
                _starts.Add(node.Start);
                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    AddAll(item);
                }

                break;
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    AddAll(entry.Value);
                }

                break;
        }
    }
}
