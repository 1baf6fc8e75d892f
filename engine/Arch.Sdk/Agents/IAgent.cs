namespace Arch.Sdk.Agents;

/// <summary>What every agent type implements; use <see cref="IAgent{TSettings, TState}"/>.</summary>
#pragma warning disable CA1040 // The loader finds agent types by this interface without knowing their type arguments
public interface IAgent;
#pragma warning restore CA1040

/// <summary>
/// An agent type: a class with this interface and an <see cref="AgentAttribute"/>, which handles the messages of each agent of its
/// type, one at a time, and gives the agent's new state.
/// </summary>
/// <remarks>
/// The host keeps the new state, the end of the message and all that was asked of the context in one commit. A message that was not
/// committed, because the handler failed or the host died, is handled again with the state as it was. The host creates one object an
/// agent type and calls it from many threads at once: keep nothing in fields.
/// </remarks>
/// <typeparam name="TSettings">The record that the agent's <c>with:</c> is read into.</typeparam>
/// <typeparam name="TState">The record of the state; a new agent begins with a new one.</typeparam>
public interface IAgent<in TSettings, TState> : IAgent
    where TSettings : class
    where TState : class, new()
{
    /// <summary>Handles a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="state">The state as the last message left it.</param>
    /// <param name="settings">The settings, already checked against the record's declaration.</param>
    /// <param name="context">What the agent may do, and the services that the host grants.</param>
    /// <param name="cancellationToken">Ends the handling; what was asked of the context then does not happen.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="StepException">The message could not be handled; it is handled again after a while, or put aside.</exception>
    Task<TState> HandleAsync(
        AgentMessage message, TState state, TSettings settings, AgentContext context, CancellationToken cancellationToken);
}
