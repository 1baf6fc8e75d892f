using System.Globalization;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Grammar;

namespace Arch.Workflows.Editing;

/// <summary>Completions of scalar values.</summary>
internal sealed class ValueCompletions(LanguageService service, FileAnalysis file, TextRange word)
{
    private static readonly string[] Durations = ["500ms", "10s", "5m", "2h", "1d"];

    public IEnumerable<Completion> Find(TreeSpot spot)
    {
        var rule = spot.At.Rule;
        var values = rule switch
        {
            ChoiceRule choice => choice.Words.Select(Word),
            FlagRule => Words("true", "false"),
            DurationRule => Words(Durations),
            TextRule when ReferenceEquals(rule, Rules.Uses) => StepTypes(spot),
            TextRule when ReferenceEquals(rule, Rules.Reference) && spot.At.Entry?.Name is "call" or "workflow" => Workflows(),
            _ => [],
        };
        return values.Concat(Wanted(spot)).Concat(new NameCompletions(file, word).Values(spot));
    }

    private IEnumerable<Completion> Words(params string[] words) => words.Select(Word);

    private Completion Word(string text) => new(text, CompletionKind.Word, new(word, text));

    // The name is one word for the author, with dots and the version in it.
    private IEnumerable<Completion> StepTypes(TreeSpot spot)
    {
        var range = Whole(spot);
        foreach (var name in service.Compiler.Steps.Names.Order(StringComparer.Ordinal))
        {
            if (service.Compiler.Steps.Find(name, null) is { } type)
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"{name}@{type.Version}");
                yield return new(text, CompletionKind.StepType, new(range, text))
                {
                    Detail = type.Summary,
                    Documentation = ShapeMarkdown.Describe(type),
                };
            }
        }
    }

    private IEnumerable<Completion> Workflows() => service.Compiler.Workflows.Names.Order(StringComparer.Ordinal)
        .Select(name => new Completion(name, CompletionKind.Workflow, new(word, name)));

    private IEnumerable<Completion> Wanted(TreeSpot spot) =>
        file.InsightOf(spot.At)?.Wanted.GetValueOrDefault(spot.Scalar)?.Shape is { } shape
            ? shape.Enum.Count > 0 ? shape.Enum.Select(value => Word(value.ToString()))
                : shape.Kind == ShapeKind.Boolean ? Words("true", "false")
                : []
            : [];

    private TextRange Whole(TreeSpot spot)
    {
        // On the line of the word, the value without the mark.
        var start = file.RangeOf(spot.Scalar).Start;
        var length = spot.Scalar.End - spot.Scalar.Start - CompletionFinder.Mark.Length;
        return start.Line == word.Start.Line ? new(start, start with { Character = start.Character + Math.Max(0, length) }) : word;
    }
}
