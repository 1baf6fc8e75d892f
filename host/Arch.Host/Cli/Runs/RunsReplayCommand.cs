using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Host.Cli.Operations;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs replay</c></summary>
internal static class RunsReplayCommand
{
    public static Command Create()
    {
        var id = RunTargetOptions.Id();
        var from = new Option<string>("--from") { Description = "The step to go on from, as 'arch runs show' names it.", HelpName = "step", Required = true };
        var (input, inputFile) = (CommonOptions.Input(), CommonOptions.InputFile());
        var (by, output) = (CommonOptions.By(), CommonOptions.Output());
        var command = new Command("replay", "Starts new runs that have the results of others from before a step, and run from there.") { id };
        var target = new RunTargetOptions(command);
        command.Add(from);
        command.Add(input);
        command.Add(inputFile);
        command.Add(by);
        command.Add(output);
        command.SetAction((parsed, _) => OperationCommand.RunAsync(
            Operation(
                parsed.GetRequiredValue(from),
                new OtherInputs(parsed.GetValue(inputFile), parsed.GetValue(input) ?? []),
                parsed.GetRequiredValue(by)),
            target.Read(parsed, parsed.GetValue(id)),
            isDetached: false,
            parsed.GetValue(output)));
        return command;
    }

    private static RunOperation Operation(string from, OtherInputs others, string by) => new()
    {
        Message = $"Replayed from step '{from}'",
        Statuses = [RunStatus.Failed],
        CarryOutAsync = async (session, run) =>
            await session.Engine.ReplayAsync(run.RunId, from, await others.ForAsync(session, run.RunId, current: null), by),
    };
}
