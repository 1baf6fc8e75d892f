using Arch.Expressions.Templates;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Formatting;

/// <summary>Compares what two files say: the order of keys counts, the spaces around an expression do not.</summary>
internal static class SameData
{
    public static bool Are(YamlFile one, YamlFile other) =>
        one.Documents.Length == other.Documents.Length && one.Documents.Zip(other.Documents).All(pair => AreNodes(pair.First, pair.Second));

    // The reader holds the depth of files, so that this cannot go too deep.
    public static bool AreNodes(YamlNode one, YamlNode other) => (one, other) switch
    {
        (YamlScalar first, YamlScalar second) => first.Data.Equals(second.Data) || SameTemplate(first, second),
        (YamlSequence first, YamlSequence second) =>
            first.Items.Length == second.Items.Length && first.Items.Zip(second.Items).All(pair => AreNodes(pair.First, pair.Second)),
        (YamlMapping first, YamlMapping second) =>
            first.Entries.Length == second.Entries.Length
            && first.Entries.Zip(second.Entries).All(pair => pair.First.Name == pair.Second.Name && AreNodes(pair.First.Value, pair.Second.Value)),
        _ => false,
    };

    private static bool SameTemplate(YamlScalar one, YamlScalar other)
    {
        if (!one.IsString || !other.IsString)
        {
            return false;
        }

        var (first, second) = (TemplateSyntax.Scan(one.Text), TemplateSyntax.Scan(other.Text));
        return first.Problem is null
            && second.Problem is null
            && first.Parts.Select(part => (part.IsExpression, part.Text)).SequenceEqual(second.Parts.Select(part => (part.IsExpression, part.Text)));
    }
}
