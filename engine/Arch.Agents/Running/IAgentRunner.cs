using Arch.Sdk.Agents;

namespace Arch.Agents.Running;

/// <summary>Runs an agent type with JSON in and out, so that no type of a plugin leaves it.</summary>
public interface IAgentRunner
{
    /// <summary>Handles a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="state">The state as JSON; <see langword="null"/> for an agent that has none yet.</param>
    /// <param name="settings">The settings as JSON.</param>
    /// <param name="context">What the agent may do.</param>
    /// <param name="cancellationToken">Ends the handling.</param>
    /// <returns>The new state as JSON.</returns>
    /// <exception cref="Sdk.StepException">The handling failed, or the JSON does not fit the type.</exception>
    Task<byte[]> HandleAsync(
        AgentMessage message, byte[]? state, byte[] settings, AgentContext context, CancellationToken cancellationToken);
}
