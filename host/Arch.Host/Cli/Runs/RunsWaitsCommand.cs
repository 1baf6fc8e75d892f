using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs waits ID</c></summary>
internal static class RunsWaitsCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The run." };
        var output = CommonOptions.Output();
        var command = new Command("waits", "Shows what a run waits for, and the commands that let it go on.") { id, output };
        command.SetAction((parsed, _) => ShowAsync(parsed.GetRequiredValue(id), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ShowAsync(string id, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectStore.OpenForAsync(project, id);
        var run = await store.FindAsync(new RunId(id)) ?? throw ProjectStore.NoSuchRun(id);
        var waits = await RunReading.WaitsAsync(store, project, run);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("runId", id);
                writer.WriteString("status", StepText.Of(run.Status));
                WaitReport.Write(writer, run.RunId, waits);
                writer.WriteEndObject();
            }));
            return ExitCodes.Succeeded;
        }

        await Console.Out.WriteLineAsync($"{run.Workflow} {StepText.Of(run.Status)} (run {id})");
        await WaitReport.WriteTextAsync(Console.Out, run, waits);
        return ExitCodes.Succeeded;
    }
}
