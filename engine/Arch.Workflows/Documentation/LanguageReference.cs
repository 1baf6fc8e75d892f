using Arch.Workflows.Catalog;
using Arch.Workflows.Grammar;

namespace Arch.Workflows.Documentation;

/// <summary>
/// Makes the reference of the workflow language from its declarations: a page for each key of workflows, steps and triggers, and one for
/// each step type. The examples are pieces of files that can be run.
/// </summary>
public static class LanguageReference
{
    /// <summary>Makes all pages.</summary>
    /// <param name="steps">The step types.</param>
    /// <param name="examples">Files to take examples from; of several with the same key the first is taken.</param>
    /// <returns>The pages, the index first.</returns>
    public static IReadOnlyList<ReferencePage> Make(IStepCatalog steps, IReadOnlyList<SourceText> examples)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var found = new ExampleFinder(examples);
        var sections = Sections().ToList();
        var pages = sections.SelectMany(section => section.Pages.Select(page => KeyPage.Make(section, page, found))).ToList();
        var types = steps.Names.Order(StringComparer.Ordinal).Select(name => steps.Find(name, null)).OfType<StepType>().ToList();
        return
        [
            IndexPage.Make(sections, types),
            .. pages,
            .. types.Select(type => StepTypePage.Make(type, found)),
        ];
    }

    private static IEnumerable<ReferenceSection> Sections()
    {
        yield return new("workflow", "Keys of a workflow", "a workflow", [.. DocumentGrammar.Workflow.Keys.Select(key => new KeyOfReference(key, []))]);
        yield return new("steps", "Steps: the verbs", "a step", [.. Verbs(StepGrammar.Steps)]);
        yield return new("modifiers", "Steps: keys that go with verbs", "a step", [.. StepGrammar.Steps.Common.Select(key => new KeyOfReference(key, []))]);
        yield return new("triggers", "Triggers: the verbs", "a trigger", [.. Verbs(TriggerGrammar.Triggers)]);
        yield return new("trigger_modifiers", "Triggers: keys that go with verbs", "a trigger", [.. TriggerGrammar.Triggers.Common.Select(key => new KeyOfReference(key, []))]);
        yield return new("action", "Keys of an action", "an action", [.. DocumentGrammar.Action.Keys.Select(key => new KeyOfReference(key, []))]);
        yield return new("test", "Keys of a test", "a test", [.. DocumentGrammar.Test.Keys.Select(key => new KeyOfReference(key, []))]);
        yield return new("types", "Types of inputs, outputs and variables", "a type", [.. TypeGrammar.Type.Keys.Select(key => new KeyOfReference(key, []))]);
    }

    private static IEnumerable<KeyOfReference> Verbs(VerbSet set) =>
        set.Verbs.Select(verb => new KeyOfReference(verb.Key, verb.Companions) { Without = verb.Without });
}
