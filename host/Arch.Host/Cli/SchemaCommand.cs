using System.CommandLine;
using Arch.Host.Output;
using Arch.Host.Projects;

namespace Arch.Host.Cli;

/// <summary><c>arch schema</c></summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Prints the JSON Schema of workflow files, with the step types of the plugins, for editors.");
        command.SetAction(_ =>
        {
            using var project = Project.Open();
            Console.Out.WriteLine(SchemaText.Of(project.Steps));
            return ExitCodes.Succeeded;
        });
        return command;
    }
}
