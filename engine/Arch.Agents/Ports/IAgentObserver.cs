using Arch.Sdk;

namespace Arch.Agents.Ports;

/// <summary>Watches agents at work. Called from many threads; must return quickly and not throw.</summary>
public interface IAgentObserver
{
    /// <summary>An agent wrote to its log, or something was noted there.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="line">The line.</param>
    void OnLog(string agent, AgentLogLine line);

    /// <summary>An agent shows what it is about while it handles a message.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="text">A piece of text.</param>
    void OnShown(string agent, string text);

    /// <summary>The agents cannot go on here, because their store failed or of a defect.</summary>
    /// <param name="exception">Why.</param>
    void OnTrouble(ArchException exception);
}
