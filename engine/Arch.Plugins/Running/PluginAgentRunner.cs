using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Arch.Plugins.Shapes;
using Arch.Sdk;
using Arch.Sdk.Agents;

namespace Arch.Plugins.Running;

/// <summary>Reads the settings and the state, calls the agent type and writes the new state.</summary>
internal sealed class PluginAgentRunner<TSettings, TState> : IPluginAgentRunner
    where TSettings : class
    where TState : class, new()
{
    private readonly string _owner;
    private readonly IAgent<TSettings, TState> _agent;
    private readonly RecordInput<TSettings> _settings;
    private readonly RecordOutput<TState> _newState;
    private readonly JsonTypeInfo<TState> _stateType;

    public PluginAgentRunner(
        PluginOrigin origin, string agentType, IAgent<TSettings, TState> agent, RecordShape settings, JsonSerializerOptions options)
    {
        Origin = origin;
        _owner = $"The agent type '{agentType}'";
        _agent = agent;
        _settings = new RecordInput<TSettings>(agentType, settings, options);
        _newState = new RecordOutput<TState>(_owner, options);
        _stateType = (JsonTypeInfo<TState>)options.GetTypeInfo(typeof(TState));
    }

    public PluginOrigin Origin { get; }

    public async Task<byte[]> HandleAsync(
        AgentMessage message, byte[]? state, byte[] settings, AgentContext context, CancellationToken cancellationToken)
    {
        var given = _settings.Read(settings);
        var before = state is null ? new TState() : Read(state);
        var after = await PluginCall.RunAsync(
            _owner, () => _agent.HandleAsync(message, before, given, context, cancellationToken), cancellationToken).ConfigureAwait(false);
        return _newState.Write(after);
    }

    private TState Read(byte[] state)
    {
        try
        {
            return JsonSerializer.Deserialize(state, _stateType) ?? new TState();
        }
#pragma warning disable CA1031 // An init accessor or a constructor of the record may throw anything
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new StepException(
                "ARCH4104", $"{_owner}, version {Origin.Version} of its plugin, cannot read the state that an earlier version wrote: {e.Message}", e);
        }
    }
}
