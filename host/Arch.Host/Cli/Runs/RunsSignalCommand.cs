using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Host.Cli.Operations;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs signal</c></summary>
internal static class RunsSignalCommand
{
    public static Command Create()
    {
        var words = new Argument<string[]>("[id] name") { Description = "The run, unless options say which runs, and the name of the signal.", Arity = new ArgumentArity(1, 2) };
        var data = CommonOptions.Data("--data", "What is sent with it:");
        var signalId = new Option<string?>("--id") { Description = "An id of your choice: sent again before the run has taken it, the signal counts once.", HelpName = "id" };
        var (by, detach, output) = (CommonOptions.By(), CommonOptions.Detach(), CommonOptions.Output());
        var command = new Command("signal", "Sends a signal, which a run keeps until one of its waits takes it.") { words };
        var target = new RunTargetOptions(command);
        command.Add(data);
        command.Add(signalId);
        command.Add(by);
        command.Add(detach);
        command.Add(output);
        command.SetAction((parsed, _) =>
        {
            var given = parsed.GetRequiredValue(words);
            return OperationCommand.RunAsync(
                Operation(Name(given, target.IsGiven(parsed)), JsonArgument.Read("--data", parsed.GetValue(data)), parsed.GetValue(signalId), parsed.GetRequiredValue(by)),
                target.Read(parsed, given.Length == 2 ? given[0] : null),
                parsed.GetValue(detach),
                parsed.GetValue(output));
        });
        return command;
    }

    private static string Name(string[] given, bool areManyMeant) => given.Length == 2 || areManyMeant
        ? given[^1]
        : throw new UsageException("ARCH6011", $"Which run and which signal? Only '{given[0]}' is given. Write 'arch runs signal ID NAME', or give options that say which runs.");

    private static RunOperation Operation(string name, Value data, string? id, string by) => RunOperation.Saying(
        $"The signal '{name}'",
        RunMessageKind.Signal,
        (session, run) => session.Engine.SignalAsync(run.RunId, name, data, id, by));
}
