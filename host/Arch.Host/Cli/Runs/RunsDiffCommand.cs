using System.CommandLine;
using Arch.Engine.History;
using Arch.Engine.Runs;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs diff ID1 ID2</c></summary>
internal static class RunsDiffCommand
{
    public static Command Create()
    {
        var left = new Argument<string>("id1") { Description = "The one run." };
        var right = new Argument<string>("id2") { Description = "The other run." };
        var output = CommonOptions.Output();
        var command = new Command("diff", "Shows where two runs part: the first step that differs, and those after it.") { left, right, output };
        command.SetAction((parsed, _) => DiffAsync(parsed.GetRequiredValue(left), parsed.GetRequiredValue(right), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> DiffAsync(string left, string right, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectStore.OpenForAsync(project, left);
        foreach (var id in (string[])[left, right])
        {
            _ = await store.FindAsync(new RunId(id)) ?? throw ProjectStore.NoSuchRun(id);
        }

        var diff = RunDiff.Compare(
            await RunReading.ViewAsync(store, project, new RunId(left)),
            await RunReading.ViewAsync(store, project, new RunId(right)));
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer => DiffReport.Write(writer, diff)));
        }
        else
        {
            await DiffReport.WriteTextAsync(Console.Out, diff);
        }

        return ExitCodes.Succeeded;
    }
}
