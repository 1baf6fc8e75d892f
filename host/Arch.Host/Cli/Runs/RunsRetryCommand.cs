using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Host.Cli.Operations;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs retry</c></summary>
internal static class RunsRetryCommand
{
    public static Command Create()
    {
        var id = RunTargetOptions.Id();
        var from = new Option<string?>("--from") { Description = "Go on from this step rather than from the one that failed.", HelpName = "step" };
        var (by, output) = (CommonOptions.By(), CommonOptions.Output());
        var command = new Command("retry", "Lets runs that failed or were cancelled go on: what failed is tried once more, results from before stay.") { id };
        var target = new RunTargetOptions(command);
        command.Add(from);
        command.Add(by);
        command.Add(output);
        command.SetAction((parsed, _) => OperationCommand.RunAsync(
            Operation(parsed.GetValue(from), parsed.GetRequiredValue(by)),
            target.Read(parsed, parsed.GetValue(id)),
            isDetached: false,
            parsed.GetValue(output)));
        return command;
    }

    private static RunOperation Operation(string? from, string by) => new()
    {
        Message = "Tried again",
        Statuses = [RunStatus.Failed],
        CarryOutAsync = async (session, run) =>
        {
            await session.Engine.RetryAsync(run.RunId, by, from);
            return run.RunId;
        },
    };
}
