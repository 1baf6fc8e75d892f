using Arch.Workflows.Catalog;
using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Editing;

/// <summary>What is known about one text of a file. Immutable; safe to use from many threads.</summary>
public sealed class FileAnalysis
{
    private readonly LanguageService _service;
    private readonly Lazy<IReadOnlyList<TreeSpot>> _spots;

    internal FileAnalysis(LanguageService service, SourceText source, WorkflowCompilation compilation, FileInsight insight)
    {
        _service = service;
        Source = source;
        Compilation = compilation;
        Insight = insight;
        _spots = new(() => [.. File.Documents.SelectMany(DocumentTree.Spots)]);
    }

    /// <summary>Gets the text.</summary>
    public SourceText Source { get; }

    /// <summary>Gets what compiling the text gave.</summary>
    public WorkflowCompilation Compilation { get; }

    /// <summary>Gets what is wrong, in the file itself and in the actions that it uses.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => Compilation.Diagnostics;

    /// <summary>Gets the files of actions and called workflows that it names, as their sources name them.</summary>
    public IReadOnlyCollection<string> UsedFiles =>
        [.. Insight.Documents.Values.SelectMany(document => document.Files.Values).Select(source => source.File).Distinct()];

    internal FileInsight Insight { get; }

    internal YamlFile File => Insight.File!; // compiling reads the file first

    internal IReadOnlyList<TreeSpot> Spots => _spots.Value;

    /// <summary>Says what can be written at a position.</summary>
    /// <param name="position">The position.</param>
    /// <returns>The completions, the likeliest first; empty when none are known.</returns>
    public IReadOnlyList<Completion> Complete(TextPosition position) => new CompletionFinder(_service, this).Find(position);

    /// <summary>Says what stands at a position.</summary>
    /// <param name="position">The position.</param>
    /// <returns>The text, or <see langword="null"/> when there is nothing to say.</returns>
    public HoverText? Hover(TextPosition position) => HoverFinder.Find(this, position);

    /// <summary>Finds where what stands at a position is declared: a step, an input, a variable, a workflow, an action.</summary>
    /// <param name="position">The position.</param>
    /// <returns>The place, or <see langword="null"/> when there is none in a file.</returns>
    public FileLocation? Definition(TextPosition position) => DefinitionFinder.Find(this, position);

    /// <summary>Finds every place that names the step or variable at a position, its declaration included.</summary>
    /// <param name="position">The position.</param>
    /// <returns>The places in the order of the text; empty when no step or variable is named there.</returns>
    public IReadOnlyList<TextRange> References(TextPosition position) =>
        Symbol.At(this, position) is { } symbol ? [.. symbol.Places(this).Select(place => place.Range)] : [];

    /// <summary>Tells what can be renamed at a position.</summary>
    /// <param name="position">The position.</param>
    /// <returns>The name's range, or <see langword="null"/> when nothing there can be renamed.</returns>
    public TextRange? CanRename(TextPosition position) => Symbol.At(this, position)?.Range;

    /// <summary>Gives the changes that rename a step or variable wherever the file names it.</summary>
    /// <param name="position">The position of one of its names.</param>
    /// <param name="newName">The new name.</param>
    /// <returns>The changes, or why it cannot be renamed so.</returns>
    public RenameResult Rename(TextPosition position, string newName) => RenameFinder.Find(this, position, newName);

    /// <summary>Gives the changes that put right what is wrong in a range.</summary>
    /// <param name="range">The range.</param>
    /// <returns>The fixes in the order of the text.</returns>
    public IReadOnlyList<CodeFix> Fixes(TextRange range) => CodeFixes.Find(this, range);

    /// <summary>Gives the documents of the file and the steps in them.</summary>
    /// <returns>The outline.</returns>
    public IReadOnlyList<OutlineEntry> Outline() => OutlineMaker.Make(this);

    internal int Offset(TextPosition position) => File.Map.Offset(position);

    internal TextRange RangeOf(YamlNode node) => File.Map.Range(node.Start, node.End);

    /// <summary>Gives a piece of a scalar's text.</summary>
    internal TextRange RangeOf(YamlScalar scalar, int start, int length) => File.Map.Range(
        ScalarPositions.OffsetOf(File.Map.Text, scalar, start),
        ScalarPositions.OffsetOf(File.Map.Text, scalar, start + length));

    /// <summary>Finds the key or scalar value at an offset; one right behind it belongs to it.</summary>
    internal TreeSpot? SpotAt(int offset) =>
        Spots.FirstOrDefault(spot => spot.Scalar.Start <= offset && offset <= spot.Scalar.End);

    /// <summary>Finds what compiling found out about the document that a node is in.</summary>
    internal DocumentInsight? InsightOf(TreeNode node) => Insight.Documents.GetValueOrDefault(node.SelfAndParents().Last().Node);

    /// <summary>Finds the expression at an offset, with the position in its text.</summary>
    internal (ExpressionSite Site, int Position)? ExpressionAt(int offset)
    {
        foreach (var site in Insight.Documents.Values.SelectMany(document => document.Expressions))
        {
            // Only the offsets of the one scalar are made; aligning them costs more than comparing ranges.
            if (site.Scalar.Start > offset || offset > site.Scalar.End)
            {
                continue;
            }

            var start = ScalarPositions.OffsetOf(File.Map.Text, site.Scalar, site.Start);
            var end = ScalarPositions.OffsetOf(File.Map.Text, site.Scalar, site.Start + site.Text.Length);
            if (start <= offset && offset <= end)
            {
                return (site, PositionOf(site, offset));
            }
        }

        return null;
    }

    private int PositionOf(ExpressionSite site, int offset)
    {
        // The offsets grow with the positions; each costs a look at the whole scalar.
        var (from, to) = (0, site.Text.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (ScalarPositions.OffsetOf(File.Map.Text, site.Scalar, site.Start + middle) < offset)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from;
    }
}
