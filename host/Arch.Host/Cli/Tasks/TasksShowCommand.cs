using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Expressions.Types;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;
using Arch.Storage.Sqlite;
using Arch.Workflows.Definitions;

namespace Arch.Host.Cli.Tasks;

/// <summary><c>arch tasks show ID</c></summary>
internal static class TasksShowCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The task." };
        var output = CommonOptions.Output();
        var command = new Command("show", "Shows a task: what is to be done, by whom, and how it is completed.") { id, output };
        command.SetAction((parsed, _) => ShowAsync(parsed.GetRequiredValue(id), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ShowAsync(string id, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectStore.FindAsync(project) ?? throw TasksCommand.NoSuchTask(id);
        var task = await store.FindTaskAsync(id) ?? throw TasksCommand.NoSuchTask(id);
        var form = await FormAsync(store, project, task);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer => TaskReport.Write(writer, task, form)));
        }
        else
        {
            await TaskReport.WriteTextAsync(Console.Out, task, form);
        }

        return ExitCodes.Succeeded;
    }

    // What is to be filled in is part of the definition that the run is pinned to.
    private static async Task<TypeShape> FormAsync(SqliteJournalStore store, Project project, HumanTask task)
    {
        var run = await store.FindAsync(task.RunId);
        var sources = run is null ? null : await store.FindDefinitionAsync(run.Definition);
        if (sources is null)
        {
            return TypeShape.AnyObject;
        }

        var definition = new ProjectDefinitions(project, project.Workflows()).Restore(sources);
        var stepId = task.StepPath[(task.StepPath.LastIndexOf('/') + 1)..];
        return definition.Nodes.OfType<HumanNode>().FirstOrDefault(node => node.Id == stepId)?.Form ?? TypeShape.AnyObject;
    }
}
