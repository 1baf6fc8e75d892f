using System.Collections.Immutable;
using Arch.Expressions.Language;
using Arch.Expressions.Templates;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Graphing;

/// <summary>A use of a name by an expression.</summary>
/// <param name="Key">The key that the expression stands at, such as <c>with.amount</c>.</param>
/// <param name="Root">The name, such as <c>steps</c>.</param>
/// <param name="Path">The members that it names, as far as they are constant.</param>
internal sealed record ExpressionUse(string Key, string Root, ImmutableArray<string> Path);

/// <summary>Finds what the expressions of steps use.</summary>
internal sealed class ExpressionUses(IExpressionLanguage language)
{
    /// <summary>Gives the uses of a step, without those of the steps in it.</summary>
    public IEnumerable<ExpressionUse> OfStep(YamlMapping step)
    {
        var verb = step.Entries.Select(entry => StepGrammar.Steps.FindVerb(entry.Name)).FirstOrDefault(found => found is not null);
        return verb is null
            ? []
            : step.Entries.SelectMany(entry => StepGrammar.Steps.Find(verb, entry.Name) is { } key ? OfRule(entry.Value, key.Value, entry.Name) : []);
    }

    /// <summary>Gives the uses of data with expressions in it.</summary>
    public IEnumerable<ExpressionUse> Of(YamlNode? node, string key) => node switch
    {
        YamlScalar { IsString: true } text => TemplateSyntax.Scan(text.Text) is { Problem: null } scan
            ? scan.Parts.Where(part => part.IsExpression).SelectMany(part => OfText(part.Text, key))
            : [],
        YamlSequence sequence => sequence.Items.SelectMany(item => Of(item, key)),
        YamlMapping mapping => mapping.Entries.SelectMany(entry => Of(entry.Value, key.Length == 0 ? entry.Name : $"{key}.{entry.Name}")),
        _ => [],
    };

    private IEnumerable<ExpressionUse> OfRule(YamlNode node, ValueRule rule, string key) => (rule, node) switch
    {
        (ExpressionRule, YamlScalar text) => TemplateSyntax.Scan(text.Text) is { Problem: null, IsWhole: true } scan
            ? OfText(scan.Parts[0].Text, key)
            : OfText(text.Text.Trim(), key),
        (DataRule { AllowsExpressions: true } or TextRule { AllowsExpressions: true } or DurationRule { AllowsExpressions: true }, _) => Of(node, key),
        (EitherRule either, _) => either.Forms.SelectMany(form => OfRule(node, form, key)),
        (ListRule { Items: StepRule }, _) => [],
        (ListRule list, YamlSequence items) => items.Items.SelectMany(item => OfRule(item, list.Items, key)),
        (MapRule { Values: ListRule { Items: StepRule } }, _) => [],
        (MapRule map, YamlMapping entries) => entries.Entries.SelectMany(entry => OfRule(entry.Value, map.Values, $"{key}.{entry.Name}")),
        (ObjectRule { Keys: var keys }, YamlMapping mapping) =>
            mapping.Entries.SelectMany(entry => keys.Find(entry.Name) is { } one ? OfRule(entry.Value, one.Value, $"{key}.{entry.Name}") : []),
        (VerbRule { Set: var set }, YamlMapping mapping) => OfVerb(mapping, set, key),
        _ => [],
    };

    private IEnumerable<ExpressionUse> OfVerb(YamlMapping mapping, VerbSet set, string key)
    {
        var verb = mapping.Entries.Select(entry => set.FindVerb(entry.Name)).FirstOrDefault(found => found is not null);
        return verb is null
            ? []
            : mapping.Entries.SelectMany(entry => set.Find(verb, entry.Name) is { } one ? OfRule(entry.Value, one.Value, $"{key}.{entry.Name}") : []);
    }

    private IEnumerable<ExpressionUse> OfText(string text, string key) =>
        language.CompileExpression(text).References.Select(reference =>
            new ExpressionUse(key, reference.Root, [.. reference.Path.Select(segment => segment.Name)]));
}
