using System.CommandLine;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli;

/// <summary><c>arch runs resume [ID]</c></summary>
internal static class RunsResumeCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("id") { Description = "The run; all unfinished runs of hosts that are gone unless given.", Arity = ArgumentArity.ZeroOrOne };
        var output = CommonOptions.Output();
        var command = new Command("resume", "Goes on with unfinished runs that no living host owns, until they end or only wait for long.") { id, output };
        command.SetAction((parsed, _) => ResumeAsync(parsed.GetValue(id), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ResumeAsync(string? id, OutputFormat format)
    {
        using var signals = new StopSignals();
        using var project = Project.Open();
        IReadOnlyList<RunSummary> runs = [];
        if (await RunsCommand.OpenStoreAsync(project) is { } store)
        {
            await using (store)
            {
                await CheckAsync(store, id);
            }

            await using var output = RunOutput.Create(format);
            await using var session = await RunSession.OpenAsync(project, project.Workflows(), output, isEphemeral: false);
            var recovered = await session.RecoverAsync(id is null ? null : new RunId(id));
            if (recovered.Count == 0 && id is not null)
            {
                throw new UsageException("ARCH6009", $"Run '{id}' is owned by another host that is alive; it goes on there.");
            }

            runs = await session.WaitForRecoveredAsync(recovered, signals.Asked);
        }
        else if (id is not null)
        {
            throw RunsCommand.NoSuchRun(id);
        }

        await ReportAsync(runs, format);
        return runs.Any(run => run.Status == RunStatus.Failed) ? ExitCodes.RunFailed : ExitCodes.Succeeded;
    }

    private static async Task CheckAsync(IJournalStore store, string? id)
    {
        if (id is null)
        {
            return;
        }

        var run = await store.FindAsync(new RunId(id)) ?? throw RunsCommand.NoSuchRun(id);
        if (run.HasEnded)
        {
            throw new UsageException("ARCH6009", $"Run '{id}' has ended ({StepText.Of(run.Status)}); there is nothing to go on with.");
        }
    }

    private static async Task ReportAsync(IReadOnlyList<RunSummary> runs, OutputFormat format)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(RunReport.Json(writer =>
            {
                writer.WriteStartArray();
                foreach (var run in runs)
                {
                    RunReport.Write(writer, run, now);
                }

                writer.WriteEndArray();
            }));
            return;
        }

        foreach (var run in runs)
        {
            await RunReport.WriteTextAsync(Console.Out, run, now);
        }

        if (runs.Count == 0)
        {
            await Console.Error.WriteLineAsync("No unfinished runs.");
        }
    }
}
