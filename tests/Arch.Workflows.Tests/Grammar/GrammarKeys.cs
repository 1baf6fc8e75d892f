using Arch.Workflows.Grammar;

namespace Arch.Workflows.Tests.Grammar;

/// <summary>
/// Every key that may stand in a workflow or an action, except what is not executable yet. A key is named by the mapping it stands in:
/// <c>retry.attempts</c>, <c>step.uses</c> for a verb, <c>step.uses+with</c> for a key beside a verb.
/// </summary>
internal sealed class GrammarKeys
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _closed;

    private GrammarKeys(IEnumerable<string> closed) => _closed = [.. closed];

    /// <summary>Gives the names of all keys.</summary>
    /// <param name="closed">Keys into whose values nobody looks.</param>
    public static IReadOnlyCollection<string> All(IEnumerable<string> closed)
    {
        var keys = new GrammarKeys(closed);
        keys.Add(DocumentGrammar.Workflow);
        keys.Add(DocumentGrammar.Action);
        return keys._names;
    }

    private void Add(KeySet set)
    {
        if (_seen.Add(set))
        {
            foreach (var key in set.Keys)
            {
                Add(key, $"{set.Noun}.{key.Name}");
            }
        }
    }

    private void Add(VerbSet set)
    {
        if (!_seen.Add(set))
        {
            return;
        }

        foreach (var verb in set.Verbs.Where(verb => !verb.Key.IsLater))
        {
            Add(verb.Key, $"{set.Noun}.{verb.Name}");
            foreach (var companion in verb.Companions)
            {
                Add(companion, $"{set.Noun}.{verb.Name}+{companion.Name}");
            }
        }

        foreach (var key in set.Common)
        {
            Add(key, $"{set.Noun}.{key.Name}");
        }
    }

    private void Add(KeyRule key, string name)
    {
        if (!key.IsLater && _names.Add(name) && !_closed.Contains(name))
        {
            Add(key.Value);
        }
    }

    private void Add(ValueRule rule)
    {
        switch (rule)
        {
            case ObjectRule { Keys: var keys }:
                Add(keys);
                break;
            case VerbRule { Set: var set }:
                Add(set);
                break;
            case StepRule:
                Add(StepGrammar.Steps);
                break;
            case ListRule list:
                Add(list.Items);
                break;
            case MapRule map:
                Add(map.Values);
                break;
            case EitherRule either:
                foreach (var form in either.Forms)
                {
                    Add(form);
                }

                break;
            default:
                break;
        }
    }
}
