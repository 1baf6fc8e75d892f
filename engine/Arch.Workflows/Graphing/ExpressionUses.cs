using System.Collections.Immutable;
using Arch.Expressions.Language;
using Arch.Expressions.Templates;
using Arch.Workflows.Checking;
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
    public IEnumerable<ExpressionUse> OfStep(YamlMapping step) => DocumentTree.SpotsOfStep(step)
        .Where(spot => spot.TakesExpressions)
        .SelectMany(spot => spot.At.Rule is ExpressionRule ? OfField(spot.Scalar, KeyOf(spot)) : Of(spot.Scalar, KeyOf(spot)));

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

    private IEnumerable<ExpressionUse> OfField(YamlScalar field, string key) =>
        TemplateSyntax.Scan(field.Text) is { Problem: null, IsWhole: true } scan
            ? OfText(scan.Parts[0].Text, key)
            : OfText(field.Text.Trim(), key);

    // The keys from the step down; the items of a list share its key.
    private static string KeyOf(TreeSpot spot) => string.Join(
        '.',
        spot.At.SelfAndParents().Where(node => node.Parent?.Node is YamlMapping).Select(node => node.Entry!.Name).Reverse()); // what is in a mapping has an entry

    private IEnumerable<ExpressionUse> OfText(string text, string key) =>
        language.CompileExpression(text).References.Select(reference =>
            new ExpressionUse(key, reference.Root, [.. reference.Path.Select(segment => segment.Name)]));
}
