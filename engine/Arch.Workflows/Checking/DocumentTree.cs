using Arch.Workflows.Compiling;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>Walks through a document along its grammar.</summary>
internal static class DocumentTree
{
    /// <summary>Gives every key and scalar value of a document in the order of the text.</summary>
    public static IEnumerable<TreeSpot> Spots(YamlNode root)
    {
        var rule = root is YamlMapping document
            ? new ObjectRule(() => DocumentGrammar.Of(DocumentKind.Of(document)))
            : null;
        return Spots(new TreeNode(root, rule, null, null), static _ => true);
    }

    /// <summary>Gives the keys and scalar values of a step, without those of the steps in it.</summary>
    public static IEnumerable<TreeSpot> SpotsOfStep(YamlMapping step) =>
        Spots(new TreeNode(step, new StepRule(IsInGraph: true), null, null), static node => node.Rule is not StepRule);

    private static IEnumerable<TreeSpot> Spots(TreeNode start, Func<TreeNode, bool> isWanted)
    {
        var waiting = new Stack<TreeNode>();
        waiting.Push(start);
        while (waiting.TryPop(out var node))
        {
            switch (node.Node)
            {
                case YamlScalar scalar:
                    yield return new(scalar, false, node);
                    break;
                case YamlSequence list:
                    foreach (var item in list.Items.Reverse())
                    {
                        Push(new(item, Fitting((node.Rule as ListRule)?.Items ?? DataOf(node.Rule), item), node.Entry, node));
                    }

                    break;
                case YamlMapping mapping:
                    foreach (var entry in mapping.Entries)
                    {
                        yield return new(entry.Key, true, node);
                    }

                    foreach (var entry in mapping.Entries.Reverse())
                    {
                        Push(new(entry.Value, Fitting(RuleOf(node.Rule, mapping, entry.Name), entry.Value), entry, node));
                    }

                    break;
                default:
                    break;
            }
        }

        void Push(TreeNode node)
        {
            if (isWanted(node))
            {
                waiting.Push(node);
            }
        }
    }

    /// <summary>Gives the keys that a mapping may have.</summary>
    /// <param name="rule">What the mapping is.</param>
    /// <param name="mapping">The mapping, whose verb decides.</param>
    public static IEnumerable<KeyRule> KeysOf(ValueRule? rule, YamlMapping mapping)
    {
        switch (rule)
        {
            case ObjectRule { Keys: var keys }:
                return keys.Keys;
            case VerbRule { Set: var set }:
                return KeysOf(set, mapping);
            case StepRule step:
                var all = KeysOf(StepGrammar.Steps, mapping);
                return step.IsInGraph ? all : all.Where(key => key.Name != "needs");
            default:
                return [];
        }
    }

    public static KeyRule? KeyOf(ValueRule? rule, YamlMapping mapping, string name) =>
        rule switch
        {
            ObjectRule { Keys: var keys } => keys.Find(name),
            VerbRule { Set: var set } => KeyOf(set, mapping, name),
            StepRule => KeyOf(StepGrammar.Steps, mapping, name),
            _ => null,
        };

    private static IEnumerable<KeyRule> KeysOf(VerbSet set, YamlMapping mapping) =>
        VerbChoice.Find(mapping, set) is { } verb ? set.KeysOf(verb) : [.. set.Common, .. set.Verbs.Select(one => one.Key)];

    // Of a mapping with no verb or two, any verb's key is better than none.
    private static KeyRule? KeyOf(VerbSet set, YamlMapping mapping, string name) =>
        VerbChoice.Find(mapping, set) is { } verb
            ? set.Find(verb, name)
            : set.FindVerb(name)?.Key ?? set.FindCommon(name)
                ?? set.Verbs.Select(one => one.FindCompanion(name)).FirstOrDefault(key => key is not null);

    private static ValueRule? RuleOf(ValueRule? rule, YamlMapping mapping, string name) => rule switch
    {
        MapRule map => map.Values,
        DataRule => rule,
        _ => KeyOf(rule, mapping, name)?.Value,
    };

    private static ValueRule? DataOf(ValueRule? rule) => rule is DataRule ? rule : null;

    private static ValueRule? Fitting(ValueRule? rule, YamlNode node) => rule is not EitherRule either
        ? rule
        : either.Forms.FirstOrDefault(form => node switch
        {
            YamlMapping => form is ObjectRule or MapRule or VerbRule,
            YamlSequence => form is ListRule,
            _ => form is not (ObjectRule or MapRule or VerbRule or ListRule),
        });
}
