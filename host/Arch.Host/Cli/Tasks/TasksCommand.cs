using System.CommandLine;

namespace Arch.Host.Cli.Tasks;

/// <summary><c>arch tasks …</c></summary>
internal static class TasksCommand
{
    public static Command Create(string[] args) =>
        new Command("tasks", "Shows what runs wait for people to do, and completes it.").With(args, 1,
        [
            ("list", TasksListCommand.Create),
            ("show", TasksShowCommand.Create),
            ("complete", TasksCompleteCommand.Create),
        ]);

    public static UsageException NoSuchTask(string id) =>
        new("ARCH6013", $"There is no task '{id}' in this project. 'arch tasks list' shows the open ones.");
}
