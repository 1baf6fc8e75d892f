using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Editing;

/// <summary>Says what stands at a position.</summary>
internal static class HoverFinder
{
    public static HoverText? Find(FileAnalysis file, TextPosition position)
    {
        var offset = file.Offset(position);
        if (file.ExpressionAt(offset) is var (site, at))
        {
            return InExpression(file, site, at);
        }

        if (file.SpotAt(offset) is not { } spot || file.InsightOf(spot.At) is not { } insight)
        {
            return null;
        }

        var text = spot.IsKey ? OfKey(spot, insight) : OfValue(file, spot, insight, position);
        return text is null ? null : new(file.RangeOf(spot.Scalar), text);
    }

    private static HoverText? InExpression(FileAnalysis file, ExpressionSite site, int position)
    {
        if (site.Scope is null || site.Compilation.Probe(site.Scope, position) is not { } probe)
        {
            return null;
        }

        var because = probe.UndefinedBecause is { } reason ? $"May be undefined: {reason}." : null;
        var isFunction = probe.Builtins.Contains(probe.Name) && probe.Owner?.Members.ContainsKey(probe.Name) != true;
        return isFunction && probe.Type.Kind == Expressions.Types.ShapeKind.Any
            ? null
            : new(
                file.RangeOf(site.Scalar, site.Start + probe.Start, probe.Length),
                ShapeMarkdown.Describe(probe.Name, probe.Type, because));
    }

    private static string? OfKey(TreeSpot spot, DocumentInsight insight) =>
        spot.Key is { } key
            ? $"`{key.Name}`: {key.Value.Form}\n\n{key.Summary}"
            : insight.Wanted.GetValueOrDefault(spot.At.Node)?.Shape.Members.GetValueOrDefault(spot.Scalar.Text) is { } member
                ? ShapeMarkdown.Describe(spot.Scalar.Text, member.Shape, member.IsRequired ? "Required." : null)
                : null;

    private static string? OfValue(FileAnalysis file, TreeSpot spot, DocumentInsight insight, TextPosition position)
    {
        if (insight.StepTypes.TryGetValue(spot.Scalar, out var type))
        {
            return ShapeMarkdown.Describe(type);
        }

        if (insight.Files.TryGetValue(spot.Scalar, out var source))
        {
            return OfFile(spot.Scalar.Text, source);
        }

        return Symbol.At(file, position) is { Section: "steps" } step && Step(insight, step.Name) is { } node
            ? $"step `{step.Name}` ({insight.Steps!.ByNode[node].Verb})" + Description(node)
            : null;
    }

    private static YamlMapping? Step(DocumentInsight insight, string id) => insight.Steps?.ByNode
        .Where(step => step.Value.Id == id)
        .Select(step => (YamlMapping)step.Key)
        .FirstOrDefault();

    private static string OfFile(string name, Catalog.SourceText source)
    {
        var unsaid = new DiagnosticBag();
        var read = YamlReader.Read(source, unsaid);
        var root = read.Documents.OfType<YamlMapping>().FirstOrDefault();
        if (root is null)
        {
            return $"**{name}** ({source.File})";
        }

        var inputs = new TypeReader(new Checking.CheckContext(read.Map, unsaid)).Inputs(root.Find("inputs")?.Value).ToList();
        return $"**{name}** ({source.File})" + Description(root)
            + (inputs.Count == 0 ? "" : "\n\n" + ShapeMarkdown.Describe("inputs", InputShapes.Of(inputs)));
    }

    private static string Description(YamlMapping node)
    {
        var texts = new[] { node.Find("name"), node.Find("title"), node.Find("description") }
            .Select(entry => Scalars.Text(entry?.Value))
            .OfType<string>();
        return string.Concat(texts.Select(text => $"\n\n{text}"));
    }
}
