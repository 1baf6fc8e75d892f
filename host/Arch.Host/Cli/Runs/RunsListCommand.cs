using System.CommandLine;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs list</c></summary>
internal static class RunsListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "Lists runs, the newest first.");
        var filter = new RunFilterOptions(command);
        var limit = CommonOptions.Limit();
        var after = new Option<string?>("--after") { Description = "Go on after this run, for the next page.", HelpName = "run" };
        var output = CommonOptions.Output();
        command.Add(limit);
        command.Add(after);
        command.Add(output);
        command.SetAction((parsed, _) => ListAsync(
            filter.Read(parsed).ToQuery(parsed.GetValue(limit), parsed.GetValue(after) is { } id ? new RunId(id) : null),
            parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ListAsync(RunQuery query, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectStore.FindAsync(project);
        var runs = store is null ? [] : await store.ListAsync(query);
        var now = TimeProvider.System.GetUtcNow();
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.OfAll(runs, (writer, run) => RunReport.WriteBrief(writer, run, now)));
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
        else if (runs.Count == query.Limit)
        {
            await Console.Error.WriteLineAsync($"There may be more: --after {runs[^1].RunId}");
        }

        return ExitCodes.Succeeded;
    }
}
