using System.Collections.Immutable;
using Arch.Expressions.Values;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Comparing;

/// <summary>Finds what differs between two versions of a workflow or action.</summary>
internal static class DocumentDifferences
{
    private static readonly ImmutableArray<(string Key, string Area)> Maps =
        [("inputs", "input"), ("outputs", "output"), ("vars", "variable"), ("triggers", "trigger")];

    // These say nothing else, or are compared as steps.
    private static readonly ImmutableArray<string> Others = ["inputs", "outputs", "vars", "triggers", "steps", "finally", "id", "namespace"];

    public static IEnumerable<ItemChange> Of(ComparedDocument before, ComparedDocument after)
    {
        foreach (var (key, area) in Maps)
        {
            foreach (var item in Named(area, before.Root.Find(key)?.Value as YamlMapping, after.Root.Find(key)?.Value as YamlMapping))
            {
                yield return item;
            }
        }

        var steps = new StepDifferences(before.Flow, after.Flow);
        foreach (var item in steps.Find())
        {
            yield return item;
        }

        foreach (var key in before.Root.Entries.Concat(after.Root.Entries).Select(entry => entry.Name).Distinct().Where(name => !Others.Contains(name)))
        {
            var keys = steps.Nodes.Of(before.Root.Find(key)?.Value, after.Root.Find(key)?.Value, key).ToImmutableArray();
            if (keys.Length > 0)
            {
                var change = before.Root.Find(key) is null ? ChangeKind.Added : after.Root.Find(key) is null ? ChangeKind.Removed : ChangeKind.Changed;
                yield return new ItemChange("setting", change, key, "", keys);
            }
        }
    }

    /// <summary>Gives the triggers that come or go with a workflow.</summary>
    public static IEnumerable<ItemChange> Triggers(ComparedDocument document, ChangeKind change) =>
        ((document.Root.Find("triggers")?.Value as YamlMapping)?.Entries ?? [])
            .Select(entry => new ItemChange("trigger", change, entry.Name, Describe("trigger", entry.Value), []));

    private static IEnumerable<ItemChange> Named(string area, YamlMapping? before, YamlMapping? after)
    {
        var nodes = new NodeDifferences(_ => false);
        foreach (var name in (before?.Entries ?? []).Concat(after?.Entries ?? []).Select(entry => entry.Name).Distinct())
        {
            var (old, current) = (before?.Find(name)?.Value, after?.Find(name)?.Value);
            if (old is null || current is null)
            {
                var there = old ?? current!; // one of them is there
                yield return new ItemChange(area, old is null ? ChangeKind.Added : ChangeKind.Removed, name, Describe(area, there), []);
            }
            else if (nodes.Of(old, current, "").ToImmutableArray() is { Length: > 0 } keys)
            {
                yield return new ItemChange(area, ChangeKind.Changed, name, area == "trigger" ? Describe(area, current) : "", keys);
            }
        }
    }

    private static string Describe(string area, YamlNode node)
    {
        if (node is not YamlMapping mapping)
        {
            return "";
        }

        if (area == "trigger")
        {
            return mapping.Entries.FirstOrDefault(entry => TriggerGrammar.Triggers.FindVerb(entry.Name) is not null) is { } verb
                ? $"{verb.Name} {TextOf(verb.Value)}"
                : "";
        }

        var type = mapping.Find("type") is { } one ? TextOf(one.Value) : "any";
        return area != "input" ? type
            : IsRequired(mapping) ? $"{type}, required"
            : mapping.Find("default") is { } given ? $"{type}, {TextOf(given.Value)} unless given" : $"{type}, optional";
    }

    /// <summary>Gets whether an input must be given.</summary>
    public static bool IsRequired(YamlNode input) =>
        input is YamlMapping mapping
        && mapping.Find("default") is null
        && !(mapping.Find("optional")?.Value is YamlScalar optional && optional.Data == Value.True);

    private static string TextOf(YamlNode node) => node is YamlScalar scalar ? scalar.Text : ValueJson.ToJson(YamlData.ToValue(node));
}
