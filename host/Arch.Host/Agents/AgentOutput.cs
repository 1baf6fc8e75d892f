using Arch.Agents.Ports;
using Arch.Host.Output;
using Arch.Sdk;

namespace Arch.Host.Agents;

/// <summary>Shows what agents log while a host serves.</summary>
internal sealed class AgentOutput(IRunOutput output) : IAgentObserver
{
    public void OnLog(string agent, AgentLogLine line) =>
        Console.Error.WriteLine($"{agent}: {line.Level.ToString().ToLowerInvariant()}: {line.Text}");

    public void OnShown(string agent, string text)
    {
        // Pieces of text as they come are for those who look at one agent.
    }

    public void OnTrouble(ArchException exception) => output.OnTrouble(exception);
}
