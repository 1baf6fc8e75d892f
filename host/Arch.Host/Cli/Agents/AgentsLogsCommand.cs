using System.CommandLine;
using Arch.Host.Agents;
using Arch.Host.Output;
using Arch.Host.Projects;

namespace Arch.Host.Cli.Agents;

/// <summary><c>arch agents logs</c>.</summary>
internal static class AgentsLogsCommand
{
    public static Command Create()
    {
        var agent = new Argument<string>("agent") { Description = "The agent: namespace.id." };
        var limit = CommonOptions.Limit();
        var output = CommonOptions.Output();
        var command = new Command("logs", "Shows the newest lines of an agent's log, the oldest of them first.") { agent, limit, output };
        command.SetAction((parsed, _) => ShowAsync(parsed.GetRequiredValue(agent), parsed.GetValue(limit), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ShowAsync(string agent, int limit, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectAgentStore.FindAsync(project) ?? throw ProjectAgentStore.NoSuchAgent(agent);
        _ = await store.FindAsync(agent) ?? throw ProjectAgentStore.NoSuchAgent(agent);
        var lines = await store.ReadLogAsync(agent, limit);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.OfAll(lines, AgentReport.Write));
            return ExitCodes.Succeeded;
        }

        foreach (var line in lines)
        {
            await Console.Out.WriteLineAsync($"{StepText.Of(line.At)}  {line.Level.ToString().ToLowerInvariant(),-7}  {line.Text}");
        }

        return ExitCodes.Succeeded;
    }
}
