using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Host.Cli.Operations;
using Arch.Host.Cli.Runs;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Tasks;

/// <summary><c>arch tasks complete ID</c></summary>
internal static class TasksCompleteCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The task." };
        var action = new Option<string?>("--action") { Description = "The action that is chosen; may be left out when there is but one.", HelpName = "name" };
        var form = CommonOptions.Data("--form", "What is filled in, an object:");
        var (by, detach, output) = (CommonOptions.By(), CommonOptions.Detach(), CommonOptions.Output());
        var command = new Command("complete", "Completes a task, and lets its run go on.") { id, action, form, by, detach, output };
        command.SetAction(async (parsed, _) =>
        {
            var task = await FindAsync(parsed.GetRequiredValue(id));
            return await OperationCommand.RunAsync(
                Operation(task, parsed.GetValue(action), JsonArgument.Read("--form", parsed.GetValue(form)), parsed.GetRequiredValue(by)),
                new RunTarget { RunId = task.RunId },
                parsed.GetValue(detach),
                parsed.GetValue(output));
        });
        return command;
    }

    private static async Task<HumanTask> FindAsync(string id)
    {
        using var project = Project.Open();
        await using var store = await ProjectStore.FindAsync(project) ?? throw TasksCommand.NoSuchTask(id);
        var task = await store.FindTaskAsync(id) ?? throw TasksCommand.NoSuchTask(id);
        return task.Status == HumanTaskStatus.Open
            ? task
            : throw new UsageException("ARCH6014", $"The task '{id}' is not open any more: {TaskReport.Ending(task)}. 'arch tasks list' shows the open ones.");
    }

    private static RunOperation Operation(HumanTask task, string? action, Value form, string by)
    {
        var chosen = action ?? (task.Actions is [var only]
            ? only
            : throw new UsageException("ARCH6001", $"The task '{task.Id}' has several actions. Choose one: --action {string.Join('|', task.Actions)}"));
        return RunOperation.Saying(
            $"The completion of task '{task.Title}'",
            RunMessageKind.TaskCompleted,
            (session, _) => session.Engine.CompleteTaskAsync(task.Id, chosen, form, by));
    }
}
