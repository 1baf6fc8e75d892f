using System.CommandLine;

namespace Arch.Host.Cli.Agents;

/// <summary><c>arch agents</c>.</summary>
internal static class AgentsCommand
{
    public static Command Create(string[] args) =>
        new Command("agents", "Shows agents, starts and stops them, and sends them messages.").With(args, 1,
        [
            ("list", AgentsListCommand.Create),
            ("show", AgentsShowCommand.Create),
            ("start", () => AgentsChangeCommand.Create("start", "Starts an agent, or goes on with one that is paused or faulted.")),
            ("pause", () => AgentsChangeCommand.Create("pause", "Pauses an agent: its messages wait.")),
            ("stop", () => AgentsChangeCommand.Create("stop", "Stops an agent; its state and its messages are kept.")),
            ("send", AgentsSendCommand.Create),
            ("logs", AgentsLogsCommand.Create),
        ]);
}
