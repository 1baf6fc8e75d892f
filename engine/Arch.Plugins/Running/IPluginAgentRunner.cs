using Arch.Sdk;
using Arch.Sdk.Agents;

namespace Arch.Plugins.Running;

/// <summary>Handles messages of agents of one type. JSON goes in and out: no type of a plugin leaves it.</summary>
/// <remarks>Safe to use from many threads at once.</remarks>
public interface IPluginAgentRunner
{
    /// <summary>Gets where the agent type comes from.</summary>
    PluginOrigin Origin { get; }

    /// <summary>Handles a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="state">The state as JSON; <see langword="null"/> for an agent that has none yet.</param>
    /// <param name="settings">The settings as JSON.</param>
    /// <param name="context">What the agent may do.</param>
    /// <param name="cancellationToken">Ends the handling.</param>
    /// <returns>The new state as JSON.</returns>
    /// <exception cref="StepException">
    /// The handling failed: in the plugin's own words, or ARCH4101 (the settings do not fit), ARCH4104 (the state is one of another
    /// version), ARCH4102 (the new state cannot be written), ARCH4110 (the agent type threw something else).
    /// </exception>
    Task<byte[]> HandleAsync(
        AgentMessage message, byte[]? state, byte[] settings, AgentContext context, CancellationToken cancellationToken);
}
