using Arch.Expressions.Values;
using Arch.Workflows.Formatting;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Comparing;

/// <summary>Finds the keys in which two pieces of YAML differ; the order of keys and the spaces around expressions make no difference.</summary>
/// <param name="isStep">Tells steps, which are compared on their own.</param>
internal sealed class NodeDifferences(Func<YamlNode, bool> isStep)
{
    public IEnumerable<KeyChange> Of(YamlNode? before, YamlNode? after, string key)
    {
        if (IsSteps(before) || IsSteps(after))
        {
            return [];
        }

        if (before is YamlMapping first && after is YamlMapping second)
        {
            return first.Entries.Select(entry => entry.Name)
                .Union(second.Entries.Select(entry => entry.Name))
                .SelectMany(name => Of(first.Find(name)?.Value, second.Find(name)?.Value, key.Length == 0 ? name : $"{key}.{name}"));
        }

        if (before is YamlSequence some && after is YamlSequence others
            && some.Items.Length == others.Items.Length
            && some.Items.Concat(others.Items).All(item => item is YamlMapping))
        {
            return some.Items.Zip(others.Items).SelectMany((pair, i) => Of(pair.First, pair.Second, $"{key}[{i}]"));
        }

        return Same(before, after) ? [] : [new KeyChange(key, Text(before), Text(after))];
    }

    private static bool Same(YamlNode? before, YamlNode? after) =>
        before is null || after is null ? before == after : SameData.AreNodes(before, after);

    private bool IsSteps(YamlNode? node) => node is YamlSequence { Items.Length: > 0 } sequence && isStep(sequence.Items[0]);

    // Steps in it are listed on their own.
    private string? Text(YamlNode? node) => node is null ? null : ValueJson.ToJson(Without(node));

    private Value Without(YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
                foreach (var entry in mapping.Entries.Where(entry => !IsSteps(entry.Value)))
                {
                    members.Add(entry.Name, Without(entry.Value));
                }

                return Value.From(ValueObject.Of(members));
            default:
                return YamlData.ToValue(node);
        }
    }
}
