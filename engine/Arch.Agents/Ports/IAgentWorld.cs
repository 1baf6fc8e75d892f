using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Agents.Ports;

/// <summary>Carries out what agents ask for after it was committed. Each may be asked again and then must have no further effect.</summary>
/// <remarks>An <see cref="Sdk.ArchException"/> refuses for good, which the agent's log tells; anything else is tried again.</remarks>
public interface IAgentWorld
{
    /// <summary>Publishes an event.</summary>
    /// <param name="message">The event.</param>
    Task PublishAsync(BusEvent message);

    /// <summary>Starts a run, unless one with its id is there.</summary>
    /// <param name="agent">The agent that asked for it.</param>
    /// <param name="runId">The id.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="inputs">The inputs, an object.</param>
    Task StartRunAsync(string agent, RunId runId, string workflow, Value inputs);

    /// <summary>Replies to a step of a run.</summary>
    /// <param name="reply">The reply.</param>
    Task ReplyAsync(AgentReply reply);
}
