namespace Arch.Engine.Ports;

/// <summary>Puts the questions of steps into the mailboxes of agents.</summary>
public interface IAgentGateway
{
    /// <summary>Asks an agent. Its reply comes later, as a message to the run.</summary>
    /// <param name="ask">The question. One whose id the agent knows already changes nothing.</param>
    /// <returns>A task that ends when the question is kept for the agent.</returns>
    /// <exception cref="Sdk.StepException">The agent cannot be asked.</exception>
    ValueTask AskAsync(AgentAsk ask);
}
