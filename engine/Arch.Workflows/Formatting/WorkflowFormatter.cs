using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Formatting;

/// <summary>
/// Gives YAML files their canonical layout. Only white space between tokens, needless quotes and the spaces within <c>${{ }}</c> change:
/// every token and every comment is copied, so that nothing an author wrote can get lost.
/// </summary>
public static class WorkflowFormatter
{
    /// <summary>Lays a file out. Pure; the same text gives the same layout, and a layout gives itself.</summary>
    /// <param name="source">The file. It need not be a valid workflow, but must be valid YAML.</param>
    /// <returns>
    /// The layout, whose data and comments were compared with those of the file; or why the file is refused: what is wrong with its YAML, or
    /// ARCH0005 when a layout would not have said the same.
    /// </returns>
    public static FormatResult Format(SourceText source)
    {
        var clean = source with { Text = WithPlainLineEnds(source.Text) };
        var diagnostics = new DiagnosticBag();
        var file = YamlReader.Read(clean, diagnostics);
        if (diagnostics.HasErrors)
        {
            return new FormatResult { Diagnostics = diagnostics.InOrder(source.File) };
        }

        var pieces = PieceReader.Read(clean.Text);
        var text = pieces is null ? null : new LayoutWriter(clean.Text, TemplatePlaces.Of(file)).Write(pieces);
        return text is null || !SaysTheSame(file, pieces!, source.File, text)
            ? new FormatResult { Diagnostics = [Refusal(source.File)] }
            : new FormatResult { Text = text, IsChanged = !string.Equals(text, source.Text, StringComparison.Ordinal) };
    }

    // The reader takes every kind of line end for the same, in data too.
    private static string WithPlainLineEnds(string text)
    {
        var clean = text.StartsWith('\uFEFF') ? text[1..] : text;
        return clean.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    private static bool SaysTheSame(YamlFile before, IReadOnlyList<Piece> pieces, string name, string text)
    {
        var diagnostics = new DiagnosticBag();
        var after = YamlReader.Read(new SourceText(name, text), diagnostics);
        return !diagnostics.HasErrors
            && SameData.Are(before, after)
            && PieceReader.Read(text) is { } written
            && Comments(pieces).SequenceEqual(Comments(written), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Comments(IEnumerable<Piece> pieces) =>
        pieces.Select(piece => piece.Comment).OfType<string>();

    private static Diagnostic Refusal(string file) => new(
        "ARCH0005",
        DiagnosticSeverity.Error,
        new SourcePlace(file, 0, 0),
        "The file cannot be laid out without changing what it says, so it is left as it is.",
        "Write unusual YAML, such as keys with '?', in a plainer way.");
}
