using System.Diagnostics.CodeAnalysis;
using Arch.Expressions.Values;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>Compares nodes with the declarations of the grammar. One mistake gives one diagnostic.</summary>
/// <param name="context">What the checks of the file share.</param>
/// <param name="warnsOfLater">Whether constructs that cannot be executed yet are reported.</param>
internal sealed class GrammarCheck(CheckContext context, bool warnsOfLater)
{
    private readonly ScalarCheck _scalars = new(context);

    /// <summary>Checks a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="rule">What it must be.</param>
    /// <param name="subject">What it is called, such as <c>'timeout' of step 'x'</c>.</param>
    public void Check(YamlNode node, ValueRule rule, string subject)
    {
        if (node.IsBroken)
        {
            return;
        }

        switch (rule)
        {
            case EitherRule either:
                CheckEither(node, either, subject);
                break;
            case ListRule list:
                CheckList(node, list, subject);
                break;
            case MapRule map:
                CheckMap(node, map, subject);
                break;
            case ObjectRule { Keys: var keys }:
                CheckKeys(node, keys, subject);
                break;
            case VerbRule { Set: var set }:
                CheckVerb(node, set, subject, isInGraph: false);
                break;
            case StepRule step:
                CheckVerb(node, StepGrammar.Steps, StepNames.Describe(node), step.IsInGraph);
                break;
            case DataRule data:
                CheckData(node, data, subject);
                break;
            default:
                _scalars.Check(node, rule, subject);
                break;
        }
    }

    /// <summary>Checks a mapping with known keys.</summary>
    public void CheckKeys(YamlNode node, KeySet keys, string subject)
    {
        var rule = new ObjectRule(() => keys);
        if (!Is<YamlMapping>(node, rule, subject, out var mapping))
        {
            return;
        }

        foreach (var entry in mapping.Entries)
        {
            if (keys.Find(entry.Name) is { } key)
            {
                CheckEntry(entry, key, subject);
            }
            else
            {
                UnknownKeys.Report(context, entry, keys.Keys, subject);
            }
        }

        CheckRequired(mapping, keys.Keys, mapping, subject);
    }

    private void CheckVerb(YamlNode node, VerbSet set, string subject, bool isInGraph)
    {
        if (!Is<YamlMapping>(node, new VerbRule(() => set), subject, out var mapping))
        {
            return;
        }

        if (VerbChoice.Choose(context, mapping, set, subject) is not { } verb)
        {
            return;
        }

        foreach (var entry in mapping.Entries)
        {
            if (entry.Name == "needs" && set == StepGrammar.Steps && !isInGraph)
            {
                context.Diagnostics.Error(
                    "ARCH1004",
                    context.Map.Place(entry.Key),
                    $"{subject} has 'needs', but does not stand in a 'graph'.",
                    "Steps of a list run one after the other anyway; put steps that need each other into 'graph: […]'.");
            }
            else if (set.Find(verb, entry.Name) is { } key)
            {
                CheckEntry(entry, key, subject);
            }
            else
            {
                UnknownKeys.Report(context, entry, set, verb, subject);
            }
        }

        // What a step lacks, its verb asks for; what stands in a small mapping such as 'repeat' is short enough to
        // point at as a whole.
        var at = set.Code == "ARCH1001" ? mapping.Find(verb.Name)!.Key : (YamlNode)mapping;
        CheckRequired(mapping, set.KeysOf(verb), at, subject);
    }

    private void CheckEntry(YamlEntry entry, KeyRule key, string subject)
    {
        if (key.IsLater && warnsOfLater)
        {
            context.NotYet(entry.Key, $"'{key.Name}'");
        }

        Check(entry.Value, key.Value, $"'{key.Name}' of {subject}");
    }

    private void CheckRequired(YamlMapping mapping, IEnumerable<KeyRule> keys, YamlNode at, string subject)
    {
        foreach (var key in keys)
        {
            if (key.IsRequired
                && mapping.Find(key.Name) is null
                && !UnknownKeys.HasMisspelling(mapping, key.Name, keys))
            {
                context.Error(
                    at,
                    "ARCH1000",
                    $"{subject} has no '{key.Name}'.",
                    $"Add '{key.Name}': {key.Value.Form}.");
            }
        }
    }

    private void CheckEither(YamlNode node, EitherRule either, string subject)
    {
        foreach (var form in either.Forms)
        {
            var fits = node switch
            {
                YamlMapping => form is ObjectRule or MapRule or VerbRule,
                YamlSequence => form is ListRule,
                _ => form is not (ObjectRule or MapRule or VerbRule or ListRule),
            };
            if (fits)
            {
                Check(node, form, subject);
                return;
            }
        }

        context.Refuse(node, "ARCH1000", $"{subject} must be {either.Form}, but is {node.Kind}.", Remedies.For(node, either));
    }

    private void CheckList(YamlNode node, ListRule rule, string subject)
    {
        if (!Is<YamlSequence>(node, rule, subject, out var list))
        {
            return;
        }

        if (list.Items.Length < rule.AtLeast)
        {
            context.Refuse(list, "ARCH1000", $"{subject} must be {rule.Form}, but is empty.");
        }

        foreach (var item in list.Items)
        {
            Check(item, rule.Items, $"an item of {subject}");
        }
    }

    private void CheckMap(YamlNode node, MapRule rule, string subject)
    {
        if (!Is<YamlMapping>(node, rule, subject, out var mapping))
        {
            return;
        }

        if (mapping.Entries.Length < rule.AtLeast)
        {
            context.Refuse(mapping, "ARCH1000", $"{subject} must have at least one {rule.Noun}, but has none.");
        }

        foreach (var entry in mapping.Entries)
        {
            if (rule.HasNames && !ScalarCheck.IsName(entry.Name))
            {
                context.Refuse(entry.Key, "ARCH1000", $"'{entry.Name}' in {subject} must be {Rules.Name.Words}.");
            }

            Check(
                entry.Value,
                rule.Values,
                rule.IsCalledByNoun ? $"{rule.Noun} '{entry.Name}'" : $"'{entry.Name}' of {subject}");
        }
    }

    private void CheckData(YamlNode node, DataRule rule, string subject)
    {
        switch (node)
        {
            case YamlScalar { Data.Kind: ValueKind.String } scalar when !rule.AllowsExpressions:
                _scalars.RefuseExpression(scalar, subject, "a constant value");
                break;
            case YamlSequence list:
                foreach (var item in list.Items)
                {
                    CheckData(item, rule, subject);
                }

                break;
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    CheckData(entry.Value, rule, subject);
                }

                break;
            default:
                break;
        }
    }

    private bool Is<TNode>(YamlNode node, ValueRule rule, string subject, [NotNullWhen(true)] out TNode? found)
        where TNode : YamlNode
    {
        found = node as TNode;
        if (found is null)
        {
            context.Refuse(node, "ARCH1000", $"{subject} must be {rule.Form}, but is {node.Kind}.", Remedies.For(node, rule));
        }

        return found is not null;
    }
}
