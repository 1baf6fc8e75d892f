using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Host.Cli.Operations;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs pause</c></summary>
internal static class RunsPauseCommand
{
    public static Command Create()
    {
        var id = RunTargetOptions.Id();
        var reason = new Option<string>("--reason") { Description = "Why, for people.", DefaultValueFactory = _ => "It was paused from the command line." };
        var (by, detach, output) = (CommonOptions.By(), CommonOptions.Detach(), CommonOptions.Output());
        var command = new Command("pause", "Lets runs begin nothing more until they are resumed; attempts under way end.") { id };
        var target = new RunTargetOptions(command);
        command.Add(reason);
        command.Add(by);
        command.Add(detach);
        command.Add(output);
        command.SetAction((parsed, _) => OperationCommand.RunAsync(
            Operation(parsed.GetRequiredValue(reason), parsed.GetRequiredValue(by)),
            target.Read(parsed, parsed.GetValue(id)),
            parsed.GetValue(detach),
            parsed.GetValue(output)));
        return command;
    }

    private static RunOperation Operation(string reason, string by) =>
        RunOperation.Saying("The wish to pause", RunMessageKind.Pause, (session, run) => session.Engine.PauseAsync(run.RunId, reason, by)) with
        {
            Statuses = [RunStatus.Running, RunStatus.Waiting],
        };
}
