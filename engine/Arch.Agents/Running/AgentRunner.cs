using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Arch.Sdk;
using Arch.Sdk.Agents;

namespace Arch.Agents.Running;

/// <summary>Runs an agent type.</summary>
/// <typeparam name="TSettings">Its settings.</typeparam>
/// <typeparam name="TState">Its state.</typeparam>
public sealed class AgentRunner<TSettings, TState> : IAgentRunner
    where TSettings : class
    where TState : class, new()
{
    private readonly string _type;
    private readonly IAgent<TSettings, TState> _agent;
    private readonly JsonTypeInfo<TSettings> _settingsType;
    private readonly JsonTypeInfo<TState> _stateType;

    /// <summary>Creates it.</summary>
    /// <param name="type">The name of the type, for messages.</param>
    /// <param name="agent">The type.</param>
    /// <param name="options">How records are read and written; see <see cref="AgentJson"/>.</param>
    public AgentRunner(string type, IAgent<TSettings, TState> agent, JsonSerializerOptions options)
    {
        _type = type;
        _agent = agent;
        _settingsType = (JsonTypeInfo<TSettings>)options.GetTypeInfo(typeof(TSettings));
        _stateType = (JsonTypeInfo<TState>)options.GetTypeInfo(typeof(TState));
    }

    /// <inheritdoc/>
    public async Task<byte[]> HandleAsync(
        AgentMessage message, byte[]? state, byte[] settings, AgentContext context, CancellationToken cancellationToken)
    {
        var given = Read(settings, _settingsType, "settings");
        var before = state is null ? new TState() : Read(state, _stateType, "state");
        var after = await _agent.HandleAsync(message, before, given, context, cancellationToken).ConfigureAwait(false);
        return after is null
            ? throw new StepException("ARCH8005", $"The agent type '{_type}' returned null; it must return the new state.")
            : JsonSerializer.SerializeToUtf8Bytes(after, _stateType);
    }

    private T Read<T>(byte[] json, JsonTypeInfo<T> type, string what)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new StepException(
                "ARCH8004",
                $"The {what} of the agent cannot be read by this version of its type '{_type}': {exception.Message}",
                exception);
        }
    }
}
