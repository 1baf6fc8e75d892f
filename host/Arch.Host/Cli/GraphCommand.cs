using System.CommandLine;
using Arch.Expressions.JavaScript;
using Arch.Host.Projects;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Graphing;

namespace Arch.Host.Cli;

/// <summary><c>arch graph FILE</c></summary>
internal static class GraphCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The workflow file." };
        var format = new Option<GraphFormat>("--format", "-f")
        {
            Description = "How it is drawn: 'mermaid' for Markdown, 'svg' for a picture, 'dot' for Graphviz.",
            DefaultValueFactory = _ => GraphFormat.Mermaid,
            HelpName = "mermaid|svg|dot",
        };
        var data = new Option<bool>("--data") { Description = "Draw which outputs, inputs and variables are used where, instead of the order of the steps." };
        var command = new Command("graph", "Draws a workflow: the order of its steps with their branches, loops and handlers, or the way of its data.") { file, format, data };
        command.SetAction(parsed => Draw(
            parsed.GetRequiredValue(file),
            parsed.GetValue(data) ? GraphView.Data : GraphView.Flow,
            parsed.GetValue(format)));
        return command;
    }

    private static int Draw(string file, GraphView view, GraphFormat format)
    {
        using var project = Project.Open();
        var compilation = project.Compile(file);

        // A step type that is not there or a wrong name does no harm to a drawing; a wrong structure does.
        var errors = compilation.Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && string.CompareOrdinal(diagnostic.Code, "ARCH2") < 0)
            .ToList();
        if (errors.Count > 0)
        {
            throw new UsageException([.. errors.Select(error => error.ToString())]);
        }

        var drawing = WorkflowGraph.Draw(compilation.Source, view, format, new JavaScriptLanguage())
            ?? throw new UsageException("ARCH6004", $"The file '{file}' holds no workflow.");
        Console.Out.Write(drawing);
        return ExitCodes.Succeeded;
    }
}
