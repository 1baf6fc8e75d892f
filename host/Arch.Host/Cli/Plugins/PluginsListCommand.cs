using System.CommandLine;
using Arch.Host.Output;
using Arch.Host.Projects;

namespace Arch.Host.Cli.Plugins;

/// <summary><c>arch plugins list</c></summary>
internal static class PluginsListCommand
{
    public static Command Create()
    {
        var output = CommonOptions.Output();
        var command = new Command("list", "Lists the plugins, their step types and what is wrong with them.") { output };
        command.SetAction(parsed =>
        {
            using var project = Project.Open();
            if (parsed.GetValue(output) == OutputFormat.Json)
            {
                Console.Out.WriteLine(PluginReport.Json(project.Steps.Plugins));
            }
            else
            {
                PluginReport.WriteText(Console.Out, project.Steps.Plugins);
            }

            return ExitCodes.Succeeded;
        });
        return command;
    }
}
