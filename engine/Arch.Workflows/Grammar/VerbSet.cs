using System.Collections.Immutable;

namespace Arch.Workflows.Grammar;

/// <summary>Verbs of which a mapping has exactly one, and the keys that go with all of them.</summary>
/// <param name="Noun">What the mapping is called in messages, such as <c>step</c>.</param>
/// <param name="Code">The code of the diagnostic for no verb or two.</param>
/// <param name="Verbs">The verbs.</param>
/// <param name="Common">The keys that go with every verb, unless it says otherwise.</param>
internal sealed record VerbSet(string Noun, string Code, ImmutableArray<Verb> Verbs, ImmutableArray<KeyRule> Common)
{
    /// <summary>Gets the mapping in words.</summary>
    public string Form => $"a mapping with one of {string.Join(", ", Verbs.Select(verb => $"'{verb.Name}'"))}";

    public Verb? FindVerb(string name)
    {
        foreach (var verb in Verbs)
        {
            if (verb.Name == name)
            {
                return verb;
            }
        }

        return null;
    }

    public KeyRule? FindCommon(string name)
    {
        foreach (var key in Common)
        {
            if (key.Name == name)
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>Finds the rule of a key beside a verb.</summary>
    public KeyRule? Find(Verb verb, string name)
    {
        if (verb.Name == name)
        {
            return verb.Key;
        }

        return verb.FindCompanion(name) ?? (verb.Without.Contains(name) ? null : FindCommon(name));
    }

    /// <summary>Gives every key that may stand beside a verb.</summary>
    public IEnumerable<KeyRule> KeysOf(Verb verb) =>
        [
            verb.Key,
            .. verb.Companions,
            .. Common.Where(key => !verb.Without.Contains(key.Name) && verb.FindCompanion(key.Name) is null),
        ];
}
