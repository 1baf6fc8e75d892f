using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Arch.Agents.Lifecycle;
using Arch.Agents.Memory;
using Arch.Agents.Ports;
using Arch.Agents.Running;
using Arch.Agents.Types;
using Arch.Sdk;
using Arch.Sdk.Agents;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;
using Arch.Workflows.Definitions;
using Microsoft.Extensions.Time.Testing;

namespace Arch.Agents.Tests.Support;

/// <summary>A manager over a store in memory, with handlers that a test gives and a clock that it moves.</summary>
internal sealed class Bench : IAgentRunners, IAgentServices, IAgentRunner, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly BuiltInAgents _builtIn = new();
    private AgentManager? _manager;

    public Bench(IAgentStore? store = null) => Store = store ?? new MemoryAgentStore();

    public FakeTimeProvider Time { get; } = new(Samples.Now);

    public IAgentStore Store { get; }

    public AgentWorldLog World { get; } = new();

    public Func<AgentMessage, JsonObject, AgentContext, CancellationToken, Task<JsonObject>> Handle { get; set; } =
        (_, state, _, _) => Task.FromResult(state);

    public async Task StartAsync(params IReadOnlyList<AgentDefinition> agents)
    {
        foreach (var agent in agents)
        {
            await Store.DeclareAsync(agent, Time.GetUtcNow());
            await Store.ChangeAsync(agent.FullName, new StartAsked(), Time.GetUtcNow());
        }

        _manager = new AgentManager(new AgentManagerOptions
        {
            Store = Store,
            Runners = this,
            World = World,
            Tools = World,
            Services = this,
            Time = Time,
            Parallelism = 4,
        });
        _manager.Start();
    }

    public AgentManager Manager => _manager!;

    public async Task SendAsync(string id, string data = "{}", string agent = "tests.one")
    {
        (await Store.SendAsync(Samples.Mail(id, agent, data) with { SentAt = Time.GetUtcNow(), DueAt = Time.GetUtcNow() })).ShouldBe(MailResult.Accepted);
        _manager?.Hint();
    }

    /// <summary>Waits for a condition while the clock goes on.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            _manager?.Failure.ShouldBeNull();
            clock.Elapsed.ShouldBeLessThan(Patience);
            Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(2);
        }
    }

    public Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    public async Task<AgentSummary> FindAsync(string agent = "tests.one") => (await Store.FindAsync(agent))!;

    public async Task<JsonNode?> StateAsync(string agent = "tests.one") =>
        (await Store.ReadAsync(agent))?.State is { } state ? JsonNode.Parse(Encoding.UTF8.GetString(state)) : null;

    public async Task<byte[]> HandleAsync(
        AgentMessage message, byte[]? state, byte[] settings, AgentContext context, CancellationToken cancellationToken)
    {
        var before = state is null ? [] : (JsonObject)JsonNode.Parse(Encoding.UTF8.GetString(state))!;
        return Encoding.UTF8.GetBytes((await Handle(message, before, context, cancellationToken)).ToJsonString());
    }

    public IAgentRunner? Find(string type, int version) =>
        type == "tests.agent" ? this : ((IAgentRunners)_builtIn).Find(type, version);

    public IFileAccess Files(AgentDefinition agent) => throw new NotSupportedException();

    public HttpClient Http(AgentDefinition agent) => throw new NotSupportedException();

    public INetworkAccess Network(AgentDefinition agent) => throw new NotSupportedException();

    public IProcessAccess Processes(AgentDefinition agent) => throw new NotSupportedException();

    public IVectorAccess Vectors(AgentDefinition agent) => throw new NotSupportedException();

    public async ValueTask DisposeAsync()
    {
        if (_manager is not null)
        {
            var ended = _manager.DisposeAsync().AsTask();
            var clock = Stopwatch.StartNew();
            while (!ended.IsCompleted && clock.Elapsed < Patience)
            {
                Time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(2);
            }

            await ended;
        }

        await Store.DisposeAsync();
    }
}
