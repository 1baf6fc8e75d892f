using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Host.Cli.Operations;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs resume</c></summary>
internal static class RunsResumeCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("id")
        {
            Description = "The run. Without it and without options: all that a host which is gone left unfinished, or that are due.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var (by, detach, output) = (CommonOptions.By(), CommonOptions.Detach(), CommonOptions.Output());
        var command = new Command("resume", "Goes on with runs that were paused, parked or left unfinished, until they end or only wait for long.") { id };
        var target = new RunTargetOptions(command);
        command.Add(by);
        command.Add(detach);
        command.Add(output);
        command.SetAction((parsed, _) =>
            parsed.GetValue(id) is null && !target.IsGiven(parsed)
                ? RecoverAsync(parsed.GetValue(output))
                : OperationCommand.RunAsync(
                    Operation(parsed.GetRequiredValue(by)),
                    target.Read(parsed, parsed.GetValue(id)),
                    parsed.GetValue(detach),
                    parsed.GetValue(output)));
        return command;
    }

    private static RunOperation Operation(string by) =>
        RunOperation.Saying("The wish to resume", RunMessageKind.Resume, (session, run) => session.Engine.ResumeAsync(run.RunId, by)) with
        {
            Statuses = [RunStatus.Paused, RunStatus.Parked],
        };

    private static async Task<int> RecoverAsync(OutputFormat format)
    {
        using var signals = new StopSignals();
        using var project = Project.Open();
        var runs = new List<(RunSummary Run, IReadOnlyList<WaitingStep> Waits)>();
        if (Directory.Exists(project.Settings.DataFolder))
        {
            await using var output = RunOutput.Create(format);
            await using var session = await RunSession.OpenAsync(project, project.Workflows(), output, SessionMode.Durable);
            var recovered = await session.RecoverAsync();
            if (recovered.Count == 1)
            {
                output.SetMain(recovered[0]);
            }

            session.Engine.Start();
            foreach (var run in await session.WaitForAsync(recovered, signals.Asked))
            {
                runs.Add((run, await RunReading.WaitsAsync(session.Store, project, run)));
            }

            await session.FinishAsync(signals.Asked);
        }

        await ReportAsync(runs, format);
        return runs.Exists(run => run.Run.Status == RunStatus.Failed) ? ExitCodes.RunFailed : ExitCodes.Succeeded;
    }

    private static async Task ReportAsync(List<(RunSummary Run, IReadOnlyList<WaitingStep> Waits)> runs, OutputFormat format)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.OfAll(runs, (writer, run) => RunReport.Write(writer, run.Run, now, run.Waits)));
            return;
        }

        foreach (var (run, waits) in runs)
        {
            await RunReport.WriteTextAsync(Console.Out, run, now, waits);
        }

        if (runs.Count == 0)
        {
            await Console.Error.WriteLineAsync("No unfinished runs.");
        }
    }
}
