using System.CommandLine;
using Arch.Host.Agents;
using Arch.Host.Output;
using Arch.Host.Projects;

namespace Arch.Host.Cli.Agents;

/// <summary><c>arch agents show</c>.</summary>
internal static class AgentsShowCommand
{
    private const int Most = 20;

    public static Command Create()
    {
        var agent = new Argument<string>("agent") { Description = "The agent: namespace.id." };
        var output = CommonOptions.Output();
        var command = new Command("show", "Shows an agent: how it stands, its state, and what waits for it.") { agent, output };
        command.SetAction((parsed, _) => ShowAsync(parsed.GetRequiredValue(agent), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ShowAsync(string agent, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectAgentStore.FindAsync(project) ?? throw ProjectAgentStore.NoSuchAgent(agent);
        var summary = await store.FindAsync(agent) ?? throw ProjectAgentStore.NoSuchAgent(agent);
        var (definition, state) = await store.ReadAsync(agent) ?? throw ProjectAgentStore.NoSuchAgent(agent);
        var mail = await store.ListMailAsync(agent, Most);
        var dead = await store.ListDeadAsync(agent, Most);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer => AgentReport.Write(writer, summary, definition, state, mail, dead)));
        }
        else
        {
            await AgentReport.WriteTextAsync(Console.Out, summary, definition, state, mail, dead);
        }

        return ExitCodes.Succeeded;
    }
}
