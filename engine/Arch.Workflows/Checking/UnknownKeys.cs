using Arch.Expressions.Language;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>Reports keys that must not stand where they stand.</summary>
internal static class UnknownKeys
{
    /// <summary>
    /// Gets whether a key stands there under a wrong name: 'stps' instead of 'steps' is one mistake, not an unknown key and a missing one.
    /// </summary>
    public static bool HasMisspelling(YamlMapping mapping, string name, IEnumerable<KeyRule> keys) =>
        mapping.Entries.Any(entry => keys.All(key => key.Name != entry.Name)
            && (Suggestions.Closest(entry.Name, [name]) is not null
                || ForeignWords.Hint(entry.Name)?.Contains($"'{name}'", StringComparison.Ordinal) == true));

    public static void Report(CheckContext context, YamlEntry entry, IEnumerable<KeyRule> keys, string subject) =>
        Report(context, entry, [.. keys.Select(key => key.Name)], subject, null);

    public static void Report(CheckContext context, YamlEntry entry, VerbSet set, Verb verb, string subject)
    {
        var owners = set.Verbs
            .Where(other => other.FindCompanion(entry.Name) is not null)
            .Select(other => $"'{other.Name}'")
            .ToList();
        var belongs = owners.Count > 0
            ? $"It goes with {string.Join(", ", owners)}."
            : set.FindCommon(entry.Name) is not null ? $"It has no meaning with '{verb.Name}'." : null;
        if (belongs is not null)
        {
            context.Diagnostics.Error(
                "ARCH1002",
                context.Map.Place(entry.Key),
                $"{subject} has the key '{entry.Name}', which does not go with its verb '{verb.Name}'.",
                belongs);
            return;
        }

        var owner = set.Noun is "step" or "trigger" ? $"a {set.Noun} with '{verb.Name}'" : null;
        Report(context, entry, [.. set.KeysOf(verb).Select(key => key.Name)], subject, owner);
    }

    public static void Report(
        CheckContext context,
        YamlEntry entry,
        IReadOnlyList<string> names,
        string subject,
        string? owner)
    {
        var closest = Suggestions.Closest(entry.Name, names);
        var foreign = ForeignWords.Hint(entry.Name);
        var remedy = foreign
            ?? (closest is not null ? $"Did you mean '{closest}'?"
                : owner is null ? $"Its keys are {string.Join(", ", names)}."
                : $"The keys of {owner} are {string.Join(", ", names)}.");
        context.Diagnostics.Error(
            "ARCH1002",
            context.Map.Place(entry.Key),
            $"{subject} has the unknown key '{entry.Name}'.",
            remedy,
            foreign is null ? closest : null);
    }
}
