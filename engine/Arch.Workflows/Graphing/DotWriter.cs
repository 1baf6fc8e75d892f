using System.Globalization;
using System.Text;

namespace Arch.Workflows.Graphing;

/// <summary>Writes a diagram in the language of Graphviz.</summary>
internal sealed class DotWriter(Diagram diagram)
{
    private readonly StringBuilder _text = new();

    public static string Write(Diagram diagram) => new DotWriter(diagram).Write();

    private string Write()
    {
        _text.Append(CultureInfo.InvariantCulture, $"digraph {Quote([diagram.Name])} {{\n");
        _text.Append(CultureInfo.InvariantCulture, $"  rankdir={(diagram.IsAcross ? "LR" : "TB")};\n");
        _text.Append("  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];\n");
        _text.Append("  edge [fontname=\"sans-serif\", fontsize=10];\n");
        WriteFrame(-1, "  ");
        foreach (var edge in diagram.Edges)
        {
            var label = edge.Labels.Length > 0 ? $"label={Quote(edge.Labels)}" : "";
            var style = edge.IsDashed ? "style=dashed" : "";
            var attributes = string.Join(", ", new[] { label, style }.Where(text => text.Length > 0));
            _text.Append(CultureInfo.InvariantCulture, $"  {edge.From} -> {edge.To}{(attributes.Length > 0 ? $" [{attributes}]" : "")};\n");
        }

        return _text.Append("}\n").ToString();
    }

    private void WriteFrame(int frame, string indent)
    {
        foreach (var node in diagram.Nodes.Where(node => node.Frame == frame))
        {
            _text.Append(CultureInfo.InvariantCulture, $"{indent}{node.Id} [label={Quote(node.Lines)}{Shape(node.Kind)}];\n");
        }

        for (var i = 0; i < diagram.Frames.Length; i++)
        {
            if (diagram.Frames[i].Parent == frame)
            {
                _text.Append(CultureInfo.InvariantCulture, $"{indent}subgraph cluster_{i} {{\n");
                _text.Append(CultureInfo.InvariantCulture, $"{indent}  label={Quote([diagram.Frames[i].Label])}; style=dashed; fontname=\"sans-serif\"; fontsize=10;\n");
                WriteFrame(i, indent + "  ");
                _text.Append(CultureInfo.InvariantCulture, $"{indent}}}\n");
            }
        }
    }

    private static string Shape(NodeKind kind) => kind switch
    {
        NodeKind.Terminal => ", shape=oval",
        NodeKind.Choice => ", shape=diamond, style=solid",
        NodeKind.Wait => ", style=\"rounded,filled\", fillcolor=\"#e6e9ff\"",
        NodeKind.Call => ", shape=box, peripheries=2",
        NodeKind.Loop => ", shape=hexagon, style=solid",
        NodeKind.Fail => ", style=\"rounded,filled\", fillcolor=\"#fde4e4\"",
        NodeKind.Input or NodeKind.Output => ", shape=parallelogram, style=solid",
        NodeKind.Variable => ", shape=cylinder, style=solid",
        _ => "",
    };

    private static string Quote(IEnumerable<string> lines) => $"\"{string.Join("\\n", lines.Select(Escape))}\"";

    private static string Escape(string text) => string.Concat(text.Select(letter => letter switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        _ when char.IsControl(letter) => " ",
        _ => letter.ToString(),
    }));
}
