using Arch.Expressions.Language;
using Arch.Workflows.Checking;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Editing;

/// <summary>A step or variable of a document, which can be found and renamed.</summary>
/// <param name="Root">The document.</param>
/// <param name="Section"><c>steps</c> or <c>vars</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Range">The name in the text that was asked about.</param>
internal sealed record Symbol(YamlNode Root, string Section, string Name, TextRange Range)
{
    /// <summary>Finds what is named at a position.</summary>
    public static Symbol? At(FileAnalysis file, TextPosition position)
    {
        var offset = file.Offset(position);
        return file.File.Documents
            .Where(root => root.Start <= offset)
            .SelectMany(root => All(file, root))
            .FirstOrDefault(symbol => Contains(symbol.Range, position));
    }

    /// <summary>Gives every place of the document that names it, in the order of the text.</summary>
    public IEnumerable<Symbol> Places(FileAnalysis file) => All(file, Root)
        .Where(symbol => symbol.Section == Section && symbol.Name == Name)
        .DistinctBy(symbol => symbol.Range)
        .OrderBy(symbol => symbol.Range.Start.Line)
        .ThenBy(symbol => symbol.Range.Start.Character);

    private static IEnumerable<Symbol> All(FileAnalysis file, YamlNode root) => Declared(file, root).Concat(Used(file, root));

    private static IEnumerable<Symbol> Declared(FileAnalysis file, YamlNode root)
    {
        foreach (var spot in file.Spots.Where(spot => ReferenceEquals(spot.At.SelfAndParents().Last().Node, root)))
        {
            if (SectionOf(spot) is { } section)
            {
                yield return new(root, section, spot.Scalar.Text, file.RangeOf(spot.Scalar, 0, spot.Scalar.Text.Length));
            }
        }
    }

    private static string? SectionOf(TreeSpot spot)
    {
        var (at, entry) = (spot.At, spot.At.Entry);
        return spot.IsKey
            ? entry?.Name switch
            {
                "vars" when at.Parent?.Parent is null => "vars",
                "set" when at.Parent?.Rule is StepRule => "vars",
                "needs" when at.Parent?.Rule is StepRule => "steps",
                _ => null,
            }
            : entry?.Name switch
            {
                "id" when at.Parent?.Rule is StepRule && ScalarCheck.IsName(spot.Scalar.Text) => "steps",
                "needs" when at.Parent?.Node is YamlSequence && at.Parent.Parent?.Rule is StepRule => "steps",
                _ => null,
            };
    }

    private static IEnumerable<Symbol> Used(FileAnalysis file, YamlNode root)
    {
        foreach (var site in file.Insight.Documents.GetValueOrDefault(root)?.Expressions ?? [])
        {
            foreach (var reference in site.Compilation.References.Where(IsSymbol))
            {
                var segment = reference.Path[0];
                var start = site.Text.IndexOf(segment.Name, segment.Start, StringComparison.Ordinal);
                if (start >= 0)
                {
                    yield return new(root, reference.Root, segment.Name, file.RangeOf(site.Scalar, site.Start + start, segment.Name.Length));
                }
            }
        }
    }

    private static bool IsSymbol(ExpressionReference reference) => reference is { Root: "steps" or "vars", Path.Count: > 0 };

    private static bool Contains(TextRange range, TextPosition position) =>
        range.Start.Line == position.Line && range.Start.Character <= position.Character && position.Character <= range.End.Character;
}
