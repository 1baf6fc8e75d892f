using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arch.Host.Projects;
using Arch.Workflows.Schema;

namespace Arch.Host.Cli;

/// <summary><c>arch schema</c></summary>
internal static class SchemaCommand
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var command = new Command("schema", "Prints the JSON Schema of workflow files, with the step types of the plugins, for editors.");
        command.SetAction(_ =>
        {
            using var project = Project.Open();
            Console.Out.WriteLine(WorkflowSchema.Create(project.Steps).ToJsonString(Readable));
            return ExitCodes.Succeeded;
        });
        return command;
    }
}
