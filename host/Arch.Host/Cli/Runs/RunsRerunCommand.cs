using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Host.Cli.Operations;
using Arch.Host.Projects;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs rerun</c></summary>
internal static class RunsRerunCommand
{
    public static Command Create()
    {
        var id = RunTargetOptions.Id();
        var (input, inputFile) = (CommonOptions.Input(), CommonOptions.InputFile());
        var same = new Option<bool>("--same-definition") { Description = "Use the workflow as it was then, rather than as it is now." };
        var (by, output) = (CommonOptions.By(), CommonOptions.Output());
        var command = new Command("rerun", "Starts new runs of the workflows of others from the beginning, with the same or other inputs.") { id };
        var target = new RunTargetOptions(command);
        command.Add(input);
        command.Add(inputFile);
        command.Add(same);
        command.Add(by);
        command.Add(output);
        command.SetAction((parsed, _) => OperationCommand.RunAsync(
            Operation(
                new OtherInputs(parsed.GetValue(inputFile), parsed.GetValue(input) ?? []),
                parsed.GetValue(same),
                parsed.GetRequiredValue(by)),
            target.Read(parsed, parsed.GetValue(id)),
            isDetached: false,
            parsed.GetValue(output)));
        return command;
    }

    private static RunOperation Operation(OtherInputs others, bool isSame, string by) => new()
    {
        Message = "Run again",
        Statuses = [RunStatus.Failed],
        CarryOutAsync = async (session, run) =>
        {
            // A file that was run from elsewhere is in none of the workflow folders, so there is only what it was then.
            var usesSame = isSame || !session.Workflows.Names.Contains(run.Workflow);
            var current = usesSame ? null : new ProjectDefinitions(session.Project, session.Workflows).Resolve(run.Workflow, null);
            return await session.Engine.RerunAsync(run.RunId, await others.ForAsync(session, run.RunId, current), usesSame, by);
        },
    };
}
