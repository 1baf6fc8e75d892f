using Arch.Expressions.Language;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>Finds the one verb of a mapping.</summary>
internal static class VerbChoice
{
    /// <summary>Finds the verb without saying anything.</summary>
    /// <returns>The verb; <see langword="null"/> when there is none or more than one.</returns>
    public static Verb? Find(YamlMapping mapping, VerbSet set) => List(mapping, set) is [var only] ? only.Verb : null;

    /// <summary>Finds the verb, or reports that there is none or more than one.</summary>
    public static Verb? Choose(CheckContext context, YamlMapping mapping, VerbSet set, string subject)
    {
        var found = List(mapping, set);
        if (found is [var only])
        {
            return only.Verb;
        }

        context.MarkBroken(mapping);
        if (found.Count == 0)
        {
            ReportNone(context, mapping, set, subject);
        }
        else
        {
            ReportMany(context, found, set, subject);
        }

        return null;
    }

    private static List<(YamlEntry Entry, Verb Verb)> List(YamlMapping mapping, VerbSet set)
    {
        var found = new List<(YamlEntry Entry, Verb Verb)>();
        foreach (var entry in mapping.Entries)
        {
            if (set.FindVerb(entry.Name) is { } verb)
            {
                found.Add((entry, verb));
            }
        }

        // 'every' is a verb of triggers and goes with 'uses' as well.
        found.RemoveAll(one => found.Exists(other => other.Verb.FindCompanion(one.Verb.Name) is not null));
        return found;
    }

    private static void ReportNone(CheckContext context, YamlMapping mapping, VerbSet set, string subject)
    {
        var verbs = set.Verbs.Select(verb => verb.Name).ToList();
        var known = set.Common
            .Concat(set.Verbs.SelectMany(verb => verb.Companions))
            .Select(key => key.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries.Where(entry => !known.Contains(entry.Name)))
        {
            var closest = Suggestions.Closest(entry.Name, verbs);
            if (closest is not null || ForeignWords.Hint(entry.Name) is not null)
            {
                UnknownKeys.Report(context, entry, verbs, subject, null);
                return;
            }
        }

        if (set == StepGrammar.Steps)
        {
            context.Error(
                mapping,
                set.Code,
                $"{subject} says nothing to do: exactly one of its keys must be a verb.",
                $"The verbs are {string.Join(", ", verbs)}.");
        }
        else
        {
            var names = string.Join(", ", verbs.Select(verb => $"'{verb}'"));
            context.Error(mapping, set.Code, $"{subject} must have exactly one of the keys {names}, but has none.");
        }
    }

    private static void ReportMany(
        CheckContext context,
        List<(YamlEntry Entry, Verb Verb)> found,
        VerbSet set,
        string subject)
    {
        var condition = found.FindIndex(one => one.Verb.Name == "if" && set == StepGrammar.Steps);
        var isCondition = condition >= 0 && found.Count == 2 && !found[1 - condition].Verb.IsContainer;
        var at = isCondition ? found[condition].Entry : found[1].Entry;
        var names = string.Join(" and ", found.Select(one => $"'{one.Verb.Name}'"));
        context.Diagnostics.Error(
            set.Code,
            context.Map.Place(at.Key),
            $"{subject} has the verbs {names}, but exactly one is allowed.",
            isCondition
                ? "To run the step on a condition only, use `when:`."
                : set.Noun is "step" or "trigger" ? $"Make each a {set.Noun} of its own."
                : "Keep one of them.",
            isCondition ? "when" : null);
    }
}
