using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Editing;

/// <summary>Finds declarations.</summary>
internal static class DefinitionFinder
{
    public static FileLocation? Find(FileAnalysis file, TextPosition position)
    {
        var offset = file.Offset(position);
        if (file.ExpressionAt(offset) is var (site, at) && InExpression(file, site, at) is { } named)
        {
            return Here(file, named);
        }

        if (file.SpotAt(offset) is not { } spot || file.InsightOf(spot.At) is not { } insight)
        {
            return null;
        }

        if (insight.Files.GetValueOrDefault(spot.Scalar) is { } source)
        {
            return Other(source);
        }

        // An entry of 'needs' or a variable that is set.
        return Symbol.At(file, position) is { } symbol && Declaration(symbol.Root, symbol.Section, symbol.Name, insight) is { } node
            ? Here(file, node)
            : null;
    }

    private static YamlNode? InExpression(FileAnalysis file, ExpressionSite site, int position)
    {
        var (root, insight) = file.Insight.Documents.First(document => document.Value.Expressions.Contains(site));
        var reference = site.Compilation.References.FirstOrDefault(
            one => one.Start <= position && position <= one.Start + one.Length);
        if (reference is null)
        {
            return null;
        }

        var isRoot = position <= reference.Start + reference.Root.Length;
        return isRoot || reference.Path.Count == 0
            ? LoopName(file, site, reference.Root) ?? (root as YamlMapping)?.Find(reference.Root)?.Key
            : Declaration(root, reference.Root, reference.Path[0].Name, insight);
    }

    private static YamlNode? Declaration(YamlNode root, string section, string name, DocumentInsight insight) => section switch
    {
        "steps" => insight.Steps?.ByNode
            .Where(step => step.Value.Id == name)
            .Select(step => ((YamlMapping)step.Key).Find("id")?.Value)
            .FirstOrDefault(),
        "inputs" or "vars" or "secrets" or "outputs" =>
            ((root as YamlMapping)?.Find(section)?.Value as YamlMapping)?.Find(name)?.Key,
        _ => null,
    };

    // The names that loops give, the innermost first.
    private static YamlScalar? LoopName(FileAnalysis file, ExpressionSite site, string name) =>
        file.Spots.First(spot => ReferenceEquals(spot.Scalar, site.Scalar)).At.SelfAndParents()
            .Select(node => (node.Node as YamlMapping)?.Find("for")?.Value as YamlMapping)
            .OfType<YamlMapping>()
            .SelectMany(loop => new[] { loop.Find("as")?.Value, loop.Find("index")?.Value })
            .OfType<YamlScalar>()
            .FirstOrDefault(scalar => scalar.Text == name);

    private static FileLocation Here(FileAnalysis file, YamlNode node) => new(file.Source.File, file.RangeOf(node));

    // The id of the first document says best where a file begins.
    private static FileLocation Other(SourceText source)
    {
        var read = YamlReader.Read(source, new DiagnosticBag());
        var id = read.Documents.OfType<YamlMapping>().Select(root => root.Find("id")?.Value).OfType<YamlScalar>().FirstOrDefault();
        return new(source.File, id is null ? default : read.Map.Range(id.Start, id.End));
    }
}
