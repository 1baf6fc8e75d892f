using Arch.Expressions.Templates;
using Arch.Workflows.Checking;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Editing;

/// <summary>A text with the mark in it.</summary>
/// <param name="service">The service.</param>
/// <param name="file">The text.</param>
/// <param name="word">What a completion replaces in the text without the mark.</param>
internal sealed class MarkedText(LanguageService service, FileAnalysis file, TextRange word)
{
    /// <summary>Finds what can stand at the mark; <see langword="null"/> when the text cannot be read.</summary>
    public IReadOnlyList<Completion>? Find()
    {
        var spot = file.Spots.FirstOrDefault(one => one.Scalar.Text.Contains(CompletionFinder.Mark, StringComparison.Ordinal));
        if (spot is null)
        {
            return null;
        }

        if (spot.IsKey)
        {
            // A word alone in a list of names, such as 'needs', is no key although the mark made one of it.
            return spot.At.Rule is null or MapRule or DataRule or ObjectRule or VerbRule or StepRule
                ? Keys(spot)
                : null;
        }

        var expression = file.Insight.Documents.Values
            .SelectMany(document => document.Expressions)
            .FirstOrDefault(site => ReferenceEquals(site.Scalar, spot.Scalar) && site.Text.Contains(CompletionFinder.Mark, StringComparison.Ordinal));
        // With an end to the expression, more is known.
        return expression is null && TemplateSyntax.Scan(spot.Scalar.Text).Problem is not null
            ? null
            : expression is not null
            ? new ExpressionCompletions(service.Compiler.Language, word).Find(expression)
            : [.. new ValueCompletions(service, file, word).Find(spot)];
    }

    private List<Completion> Keys(TreeSpot spot)
    {
        var mapping = (YamlMapping)spot.At.Node;
        var taken = mapping.Entries.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        var written = new YamlMapping(
            mapping.Start,
            mapping.End,
            [.. mapping.Entries.Where(entry => entry.Key != spot.Scalar)]);
        var keys = DocumentTree.KeysOf(spot.At.Rule, written).Where(key => !taken.Contains(key.Name)).Select(Key);
        return [.. keys.Concat(Members(spot, taken)).Concat(new NameCompletions(file, word).Keys(spot, taken))];
    }

    private Completion Key(KeyRule key) => new(key.Name, CompletionKind.Key, new(word, key.Name + Behind(key.Value)))
    {
        Detail = key.Value.Form,
        Documentation = key.Summary,
        IsRequired = key.IsRequired,
    };

    private IEnumerable<Completion> Members(TreeSpot spot, HashSet<string> taken)
    {
        var wanted = file.InsightOf(spot.At)?.Wanted.GetValueOrDefault(spot.At.Node)?.Shape.Members;
        foreach (var (name, member) in wanted ?? new Dictionary<string, Expressions.Types.ShapeMember>())
        {
            if (!taken.Contains(name))
            {
                yield return new(name, CompletionKind.Member, new(word, name + ": "))
                {
                    Detail = Inputs.TypeNames.Of(member.Shape) + (member.IsRequired ? ", required" : ""),
                    Documentation = ShapeMarkdown.Describe(name, member.Shape),
                    IsRequired = member.IsRequired,
                };
            }
        }
    }

    // What is written over several lines begins on the next one.
    private static string Behind(ValueRule rule) => rule is ListRule or MapRule or ObjectRule or VerbRule or StepRule ? ":" : ": ";
}
