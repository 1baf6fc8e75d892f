using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Host.Cli.Operations;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs cancel</c></summary>
internal static class RunsCancelCommand
{
    public static Command Create()
    {
        var id = RunTargetOptions.Id();
        var compensate = new Option<bool>("--compensate") { Description = "Undo the completed steps by their 'compensate', the last first." };
        var reason = new Option<string>("--reason") { Description = "Why, for people.", DefaultValueFactory = _ => "It was cancelled from the command line." };
        var (by, detach, output) = (CommonOptions.By(), CommonOptions.Detach(), CommonOptions.Output());
        var command = new Command("cancel", "Cancels runs: what is under way is stopped, and what must run at the end still does.") { id };
        var target = new RunTargetOptions(command);
        command.Add(compensate);
        command.Add(reason);
        command.Add(by);
        command.Add(detach);
        command.Add(output);
        command.SetAction((parsed, _) => OperationCommand.RunAsync(
            Operation(parsed.GetRequiredValue(reason), parsed.GetValue(compensate), parsed.GetRequiredValue(by)),
            target.Read(parsed, parsed.GetValue(id)),
            parsed.GetValue(detach),
            parsed.GetValue(output)));
        return command;
    }

    private static RunOperation Operation(string reason, bool compensate, string by) =>
        RunOperation.Saying("The wish to cancel", RunMessageKind.Cancel, async (session, run) =>
        {
            if (run.Status == RunStatus.Parked)
            {
                // It takes nothing while it is out of circulation.
                await session.Store.UnparkAsync(run.RunId);
            }

            await session.Engine.CancelAsync(run.RunId, reason, compensate, by);
        });
}
