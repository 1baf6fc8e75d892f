using System.CommandLine;
using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Host.Agents;
using Arch.Host.Output;
using Arch.Host.Projects;

namespace Arch.Host.Cli.Agents;

/// <summary><c>arch agents list</c>.</summary>
internal static class AgentsListCommand
{
    public static Command Create()
    {
        var status = new Option<AgentStatus?>("--status") { Description = "Only agents that stand there.", HelpName = "created|starting|running|paused|stopping|stopped|faulted" };
        var limit = CommonOptions.Limit();
        var after = new Option<string?>("--after") { Description = "Go on after this agent, for the next page.", HelpName = "agent" };
        var output = CommonOptions.Output();
        var command = new Command("list", "Lists agents by name.") { status, limit, after, output };
        command.SetAction((parsed, _) => ListAsync(
            new AgentQuery { Status = parsed.GetValue(status), Limit = parsed.GetValue(limit), After = parsed.GetValue(after) },
            parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ListAsync(AgentQuery query, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectAgentStore.FindAsync(project);
        var agents = store is null ? [] : await store.ListAsync(query);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.OfAll(agents, AgentReport.Write));
            return ExitCodes.Succeeded;
        }

        foreach (var agent in agents)
        {
            await Console.Out.WriteLineAsync(AgentReport.Line(agent));
        }

        if (agents.Count == 0)
        {
            await Console.Error.WriteLineAsync("No agents. 'arch serve' starts those that files with 'kind: agent' declare.");
        }
        else if (agents.Count == query.Limit)
        {
            await Console.Error.WriteLineAsync($"There may be more: --after {agents[^1].Agent}");
        }

        return ExitCodes.Succeeded;
    }
}
