using System.CommandLine;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli;

/// <summary><c>arch runs list</c>, <c>arch runs show ID</c> and <c>arch runs resume [ID]</c></summary>
internal static class RunsCommand
{
    public static Command Create() =>
        new("runs", "Shows the runs of this project, and goes on with unfinished ones.") { List(), RunsShowCommand.Create(), RunsResumeCommand.Create() };

    /// <summary>Opens the store if there is one.</summary>
    /// <returns>The store, or <see langword="null"/> when nothing was ever run here.</returns>
    public static async Task<IJournalStore?> OpenStoreAsync(Project project) =>
        Directory.Exists(project.Settings.DataFolder) ? await RunSession.OpenStoreAsync(project) : null;

    public static UsageException NoSuchRun(string id) =>
        new("ARCH6008", $"There is no run '{id}' in this project. 'arch runs list' shows the newest.");

    private static Command List()
    {
        var status = new Option<RunStatus?>("--status") { Description = "Only runs that stand there.", HelpName = "running|waiting|succeeded|failed|cancelled" };
        var workflow = new Option<string?>("--workflow") { Description = "Only runs of this workflow.", HelpName = "namespace.id" };
        var limit = new Option<int>("--limit") { Description = "How many at most, 1 to 1000.", DefaultValueFactory = _ => 50 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError($"'--limit' must be 1 to 1000, but is {result.GetValueOrDefault<int>()}.");
            }
        });
        var output = CommonOptions.Output();
        var command = new Command("list", "Lists runs, the newest first.") { status, workflow, limit, output };
        command.SetAction((parsed, _) => ListAsync(
            new RunQuery { Status = parsed.GetValue(status), Workflow = parsed.GetValue(workflow), Limit = parsed.GetValue(limit) },
            parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ListAsync(RunQuery query, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await OpenStoreAsync(project);
        var runs = store is null ? [] : await store.ListAsync(query);
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
            return ExitCodes.Succeeded;
        }

        foreach (var run in runs)
        {
            await Console.Out.WriteLineAsync(
                $"{run.RunId}  {StepText.Of(run.Status),-9}  {StepText.Of(run.StartedAt)}  {StepText.Of((run.EndedAt ?? now) - run.StartedAt),9}  {run.Workflow}");
        }

        if (runs.Count == 0)
        {
            await Console.Error.WriteLineAsync("No runs.");
        }

        return ExitCodes.Succeeded;
    }
}
