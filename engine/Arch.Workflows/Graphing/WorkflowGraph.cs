using Arch.Expressions.Language;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Graphing.Svg;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Graphing;

/// <summary>Draws workflows.</summary>
public static class WorkflowGraph
{
    /// <summary>Draws the first workflow of a file as it is written; whether it can run does not matter.</summary>
    /// <param name="source">The file.</param>
    /// <param name="view">What is shown.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="language">The language of its expressions.</param>
    /// <returns>The text, the same for the same file; <see langword="null"/> when the file holds no workflow that can be read.</returns>
    public static string? Draw(SourceText source, GraphView view, GraphFormat format, IExpressionLanguage language)
    {
        var diagnostics = new DiagnosticBag();
        var file = YamlReader.Read(source, diagnostics);
        var root = file.Documents.OfType<YamlMapping>().FirstOrDefault(document => DocumentKind.Of(document) == "workflow");
        if (diagnostics.HasErrors || root is null)
        {
            return null;
        }

        var flow = FlowReader.Read(root);
        return (view, format) switch
        {
            (GraphView.Flow, GraphFormat.Svg) => FlowPicture.Draw(flow),
            (GraphView.Flow, GraphFormat.Dot) => DotWriter.Write(FlowDiagram.Of(flow)),
            (GraphView.Flow, _) => MermaidWriter.Write(FlowDiagram.Of(flow)),
            (_, GraphFormat.Svg) => DataPicture.Draw(DataDiagram.Of(root, flow, language)),
            (_, GraphFormat.Dot) => DotWriter.Write(DataDiagram.Of(root, flow, language)),
            _ => MermaidWriter.Write(DataDiagram.Of(root, flow, language)),
        };
    }
}
