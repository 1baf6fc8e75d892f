using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>
/// Checks the expressions of documents that cannot be executed yet. Which names they will see is not fixed, so only
/// their text is checked.
/// </summary>
internal sealed class LooseExpressions(ExpressionCompiler expressions)
{
    public void Check(YamlMapping document, KeySet keys)
    {
        foreach (var entry in document.Entries)
        {
            if (keys.Find(entry.Name) is { } key)
            {
                Check(entry.Value, key.Value);
            }
        }
    }

    private void Check(YamlNode node, ValueRule rule)
    {
        switch (rule, node)
        {
            case (ExpressionRule, YamlScalar):
                _ = expressions.Field(node, scope: null);
                break;
            case (ListRule list, YamlSequence items):
                foreach (var item in items.Items)
                {
                    Check(item, list.Items);
                }

                break;
            case (MapRule map, YamlMapping entries):
                foreach (var entry in entries.Entries)
                {
                    Check(entry.Value, map.Values);
                }

                break;
            case (ObjectRule { Keys: var keys }, YamlMapping mapping):
                Check(mapping, keys);
                break;
            default:
                break;
        }
    }
}
