using System.Globalization;
using System.Text;
using Arch.Workflows.Grammar;

namespace Arch.Workflows.Documentation;

/// <summary>Tables of the keys in a value and in what is in it; the keys of one form stand on a page once.</summary>
internal sealed class KeyTables(StringBuilder text)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Adds the tables of a value.</summary>
    /// <param name="title">The title of the first.</param>
    /// <param name="rule">The value.</param>
    /// <param name="key">The key that it stands under.</param>
    public void Add(string title, ValueRule rule, string key)
    {
        switch (rule)
        {
            case ObjectRule { Keys: var keys } when !ReferenceEquals(rule, Rules.Type):
                Add(title, keys.Keys);
                break;
            case VerbRule { Set: var set }:
                Add($"{title}: one of", [.. set.Verbs.Select(verb => verb.Key)]);
                Add($"{title}: besides", [.. set.Common, .. set.Verbs.SelectMany(verb => verb.Companions).DistinctBy(companion => companion.Name)]);
                break;
            case ListRule { Items: not StepRule } list:
                Add($"Keys of an item of `{key}`", list.Items, key);
                break;
            case MapRule { Values: not DataRule } map:
                Add($"Keys of a {map.Noun} of `{key}`", map.Values, key);
                break;
            case EitherRule either:
                foreach (var form in either.Forms)
                {
                    Add(title, form, key);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Adds a table of keys, and those of what is in them.</summary>
    public void Add(string title, IReadOnlyList<KeyRule> keys)
    {
        if (keys.Count == 0 || !_told.Add(string.Join(' ', keys.Select(key => key.Name))))
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| key | what it is | what it means |\n|---|---|---|\n");
        foreach (var key in keys)
        {
            var required = key.IsRequired ? ", required" : "";
            text.Append(CultureInfo.InvariantCulture, $"| `{key.Name}` | {Markdown.Cell(key.Value.Form)}{required} | {Markdown.Cell(key.Summary)} |\n");
        }

        foreach (var key in keys)
        {
            Add($"Keys in `{key.Name}`", key.Value, key.Name);
        }
    }
}
