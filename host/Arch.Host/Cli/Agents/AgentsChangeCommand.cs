using System.CommandLine;
using Arch.Agents.Lifecycle;
using Arch.Host.Agents;
using Arch.Host.Output;
using Arch.Host.Projects;

namespace Arch.Host.Cli.Agents;

/// <summary><c>arch agents start</c>, <c>pause</c> and <c>stop</c>.</summary>
internal static class AgentsChangeCommand
{
    public static Command Create(string verb, string description)
    {
        var agent = new Argument<string>("agent") { Description = "The agent: namespace.id." };
        var reason = new Option<string?>("--reason") { Description = "Why.", HelpName = "text" };
        var (by, output) = (CommonOptions.By(), CommonOptions.Output());
        var command = new Command(verb, description) { agent, reason, by, output };
        command.SetAction((parsed, _) =>
        {
            var why = $"{parsed.GetValue(reason) ?? "Asked from the command line"} (by {parsed.GetRequiredValue(by)})";
            AgentHappening happening = verb switch
            {
                "start" => new StartAsked(),
                "pause" => new PauseAsked(why),
                _ => new StopAsked(why),
            };
            return ChangeAsync(parsed.GetRequiredValue(agent), happening, parsed.GetValue(output));
        });
        return command;
    }

    private static async Task<int> ChangeAsync(string agent, AgentHappening happening, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectAgentStore.OpenForAsync(project, agent);
        await store.ChangeAsync(agent, happening, TimeProvider.System.GetUtcNow());
        var summary = await store.FindAsync(agent) ?? throw ProjectAgentStore.NoSuchAgent(agent);
        await Console.Out.WriteLineAsync(format == OutputFormat.Json
            ? JsonText.Of(writer => AgentReport.Write(writer, summary))
            : $"Agent {agent} is {AgentReport.Of(summary)}.");
        return ExitCodes.Succeeded;
    }
}
