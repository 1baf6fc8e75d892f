using System.CommandLine;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Tasks;

/// <summary><c>arch tasks list</c></summary>
internal static class TasksListCommand
{
    public static Command Create()
    {
        var status = new Option<HumanTaskStatus?>("--status") { Description = "Only tasks that stand there; open unless given.", HelpName = "open|completed|expired|cancelled" };
        var all = new Option<bool>("--all") { Description = "Tasks that are closed too." };
        var run = new Option<string?>("--run") { Description = "Only tasks of this run.", HelpName = "run" };
        var limit = CommonOptions.Limit();
        var after = new Option<string?>("--after") { Description = "Go on after this task, for the next page.", HelpName = "task" };
        var output = CommonOptions.Output();
        var command = new Command("list", "Lists tasks, the newest first.") { status, all, run, limit, after, output };
        command.SetAction((parsed, _) => ListAsync(
            new HumanTaskQuery
            {
                Status = parsed.GetValue(status) ?? (parsed.GetValue(all) ? null : HumanTaskStatus.Open),
                RunId = parsed.GetValue(run) is { } runId ? new RunId(runId) : null,
                Limit = parsed.GetValue(limit),
                After = parsed.GetValue(after),
            },
            parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ListAsync(HumanTaskQuery query, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectStore.FindAsync(project);
        var tasks = store is null ? [] : await store.ListTasksAsync(query);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.OfAll(tasks, (writer, task) => TaskReport.Write(writer, task)));
            return ExitCodes.Succeeded;
        }

        foreach (var task in tasks)
        {
            await Console.Out.WriteLineAsync(TaskReport.Line(task));
        }

        if (tasks.Count == 0)
        {
            await Console.Error.WriteLineAsync(query.Status == HumanTaskStatus.Open ? "No open tasks." : "No tasks.");
        }
        else if (tasks.Count == query.Limit)
        {
            await Console.Error.WriteLineAsync($"There may be more: --after {tasks[^1].Id}");
        }

        return ExitCodes.Succeeded;
    }
}
