using System.Globalization;
using System.Text;

namespace Arch.Workflows.Graphing;

/// <summary>Writes a diagram as a flowchart of Mermaid.</summary>
internal sealed class MermaidWriter(Diagram diagram)
{
    // Words such as 'call' mean something to Mermaid, even as names.
    private const string Classes = """
          classDef k_choice fill:#fff4d6,stroke:#b98900,color:#3d2e00
          classDef k_wait fill:#e6e9ff,stroke:#4a5bd4,color:#141c5c
          classDef k_call fill:#e2f5ec,stroke:#1f8a5b,color:#0b3a26
          classDef k_fail fill:#fde4e4,stroke:#c23b3b,color:#5c1212
          classDef k_input fill:#e3f1fb,stroke:#2a7ab8,color:#0d3353
          classDef k_variable fill:#f3e8fb,stroke:#8648b8,color:#37154f
          classDef k_output fill:#e2f5ec,stroke:#1f8a5b,color:#0b3a26

        """;

    private readonly StringBuilder _text = new();

    public static string Write(Diagram diagram) => new MermaidWriter(diagram).Write();

    private string Write()
    {
        _text.Append("flowchart ").Append(diagram.IsAcross ? "LR" : "TD").Append('\n');
        WriteFrame(-1, "  ");
        foreach (var edge in diagram.Edges)
        {
            _text.Append(CultureInfo.InvariantCulture, $"  {edge.From} {(edge.IsDashed ? "-.->" : "-->")}");
            if (edge.Labels.Length > 0)
            {
                _text.Append(CultureInfo.InvariantCulture, $"|\"{Lines(edge.Labels)}\"|");
            }

            _text.Append(CultureInfo.InvariantCulture, $" {edge.To}\n");
        }

        foreach (var line in Classes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            var nodes = diagram.Nodes.Where(node => ClassOf(node.Kind) == name).Select(node => node.Id).ToList();
            if (nodes.Count > 0)
            {
                _text.Append(line).Append('\n').Append(CultureInfo.InvariantCulture, $"  class {string.Join(',', nodes)} {name}\n");
            }
        }

        return _text.ToString();
    }

    private void WriteFrame(int frame, string indent)
    {
        foreach (var node in diagram.Nodes.Where(node => node.Frame == frame))
        {
            var (open, close) = Shape(node.Kind);
            _text.Append(CultureInfo.InvariantCulture, $"{indent}{node.Id}{open}\"{Lines(node.Lines)}\"{close}\n");
        }

        for (var i = 0; i < diagram.Frames.Length; i++)
        {
            if (diagram.Frames[i].Parent == frame)
            {
                _text.Append(CultureInfo.InvariantCulture, $"{indent}subgraph f_{i}[\"{Escape(diagram.Frames[i].Label)}\"]\n");
                WriteFrame(i, indent + "  ");
                _text.Append(CultureInfo.InvariantCulture, $"{indent}end\n");
            }
        }
    }

    private static (string Open, string Close) Shape(NodeKind kind) => kind switch
    {
        NodeKind.Terminal => ("([", "])"),
        NodeKind.Choice => ("{", "}"),
        NodeKind.Wait => ("([", "])"),
        NodeKind.Call => ("[[", "]]"),
        NodeKind.Loop => ("{{", "}}"),
        NodeKind.Join => ("(", ")"),
        NodeKind.Input or NodeKind.Output => ("[/", "/]"),
        NodeKind.Variable => ("[(", ")]"),
        _ => ("[", "]"),
    };

    private static string ClassOf(NodeKind kind) => kind switch
    {
        NodeKind.Choice => "k_choice",
        NodeKind.Wait => "k_wait",
        NodeKind.Call => "k_call",
        NodeKind.Fail => "k_fail",
        NodeKind.Input => "k_input",
        NodeKind.Variable => "k_variable",
        NodeKind.Output => "k_output",
        _ => "",
    };

    private static string Lines(IEnumerable<string> lines) => string.Join("<br/>", lines.Select(Escape));

    // Between quotes all is text but what ends them, and what is Markdown, HTML or the beginning of a code.
    private static string Escape(string text) => string.Concat(text.Select(letter => letter switch
    {
        '"' or '#' or '<' or '>' or '&' or '`' or ';' or '\\' or '*' => string.Create(CultureInfo.InvariantCulture, $"#{(int)letter};"),
        _ when char.IsControl(letter) => " ",
        _ => letter.ToString(),
    }));
}
