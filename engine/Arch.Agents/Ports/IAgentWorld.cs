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

    /// <summary>Asks a person to approve something, with a run that has a human task, unless one with its id is there.</summary>
    /// <param name="agent">The agent that asked for it.</param>
    /// <param name="runId">The id of the run.</param>
    /// <param name="question">An object of <c>title</c>, <c>body</c>, <c>arguments</c> and <c>assign</c>.</param>
    Task AskApprovalAsync(string agent, RunId runId, Value question);

    /// <summary>Finds how a run ended.</summary>
    /// <param name="runId">The run.</param>
    /// <returns><see langword="null"/> when it has not ended, or there is none.</returns>
    ValueTask<AgentRunEnd?> FindEndAsync(RunId runId);
}
