using System.Diagnostics;
using System.Globalization;
using System.Text;
using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Agents.Running;
using Arch.Agents.Types;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Sdk.Agents;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;
using Arch.Storage.Sqlite;
using Arch.Storage.Sqlite.Agents;
using Arch.Workflows.Definitions;

namespace Benchmarks;

/// <summary>Ten thousand idle agents, and messages from agent to agent, each durable in SQLite.</summary>
internal static class AgentBenchmark
{
    private const int Agents = 10_000;
    private const int Chain = 2_000;
    private const int Lanes = 200;
    private const int PerLane = 100;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("arch-bench-").FullName;
        try
        {
            await using (var store = await OpenAsync(folder))
            {
                await IdleAsync(store);
            }

            await using (var store = await OpenAsync(folder))
            {
                await RestartAsync(store);
                await ChainAsync(store);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<SqliteAgentStore> OpenAsync(string folder) => SqliteAgentStore.OpenAsync(new SqliteStoreOptions { Folder = folder });

    private static async Task IdleAsync(SqliteAgentStore store)
    {
        await using var manager = Manager(store);
        manager.Start();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Agents).Select(async number =>
        {
            var agent = Agent($"bench.a{number}");
            await store.DeclareAsync(agent, TimeProvider.System.GetUtcNow());
            await store.ChangeAsync(agent.FullName, new StartAsked(), TimeProvider.System.GetUtcNow());
        }));
        await UntilAsync(async () => (await store.ListAsync(new AgentQuery { Status = AgentStatus.Starting, Limit = 1 })).Count == 0);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Print($"agents: {Agents:N0} agents started in {clock.Elapsed.TotalSeconds:N1} s; idle they hold {(double)held / Agents:N0} bytes each");
    }

    private static async Task RestartAsync(SqliteAgentStore store)
    {
        await SendAsync(store, "bench.a0", "restart", Chain);
        var clock = Stopwatch.StartNew();
        await using var manager = Manager(store);
        manager.Start();
        await UntilAsync(async () => (await store.FindAsync("bench.a0"))!.Pending == 0);
        Print($"agents: a host that starts has taken over {Agents:N0} agents and one has handled a message after {clock.Elapsed.TotalMilliseconds:N0} ms");
    }

    private static async Task ChainAsync(SqliteAgentStore store)
    {
        await using var manager = Manager(store);
        manager.Start();
        var handled = await HandledAsync(store);
        var clock = Stopwatch.StartNew();
        await SendAsync(store, "bench.a0", "chain", 1);
        manager.Hint();
        await UntilAsync(async () => (await store.FindAsync($"bench.a{Chain - 1}"))!.Handled >= 2);
        Print($"agents: one chain, from agent to agent: {Chain / clock.Elapsed.TotalSeconds:N0} messages/s");

        handled = await HandledAsync(store);
        clock.Restart();
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => SendAsync(store, $"bench.a{5_000 + (lane * 20)}", $"lane{lane}", Chain - PerLane + 1)));
        manager.Hint();
        await UntilAsync(async () => await HandledAsync(store) - handled >= Lanes * PerLane);
        Print($"agents: {Lanes} chains at once: {Lanes * PerLane / clock.Elapsed.TotalSeconds:N0} messages/s");
    }

    private static async Task<long> HandledAsync(SqliteAgentStore store) =>
        (await store.ListAsync(new AgentQuery { Limit = Agents })).Sum(agent => agent.Handled);

    private static async Task SendAsync(SqliteAgentStore store, string agent, string id, int n)
    {
        var now = TimeProvider.System.GetUtcNow();
        await store.SendAsync(new AgentMail
        {
            Agent = agent,
            Id = id,
            Kind = AgentMessageKind.Message,
            Data = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{n},\"a\":{agent[7..]}}}")),
            SentAt = now,
            DueAt = now,
        });
    }

    private static AgentDefinition Agent(string name) => new()
    {
        FullName = name,
        Type = "agent.script",
        Version = 1,
        Settings = Value.From(ValueObject.Of(("script", Value.From(string.Create(
            CultureInfo.InvariantCulture,
            $"if (message.kind === 'start' || message.data.n >= {Chain}) {{ return; }} const a = (message.data.a + 1) % {Agents}; return {{ send: {{ to: `bench.a${{a}}`, data: {{ n: message.data.n + 1, a }} }} }};"))))),
    };

    private static AgentManager Manager(SqliteAgentStore store) => new(new AgentManagerOptions
    {
        Store = store,
        Runners = new BuiltInAgents(),
        World = new Outside(),
        Tools = new Outside(),
        Services = new Outside(),
    });

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(20);
        }
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Nothing leaves the agents here.</summary>
    private sealed class Outside : IAgentWorld, IAgentTools, IAgentServices
    {
        public Task PublishAsync(BusEvent message) => Task.CompletedTask;

        public Task StartRunAsync(string agent, RunId runId, string workflow, Value inputs) => Task.CompletedTask;

        public Task ReplyAsync(AgentReply reply) => Task.CompletedTask;

        public Task AskApprovalAsync(string agent, RunId runId, Value question) => Task.CompletedTask;

        public ValueTask<AgentRunEnd?> FindEndAsync(RunId runId) => default;

        public AgentToolInfo Describe(AgentTool tool) => throw new NotSupportedException();

        public Task<ReadOnlyMemory<byte>> CallAsync(AgentToolCall call, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IFileAccess Files(AgentDefinition agent) => throw new NotSupportedException();

        public HttpClient Http(AgentDefinition agent) => throw new NotSupportedException();

        public INetworkAccess Network(AgentDefinition agent) => throw new NotSupportedException();

        public IProcessAccess Processes(AgentDefinition agent) => throw new NotSupportedException();

        public IVectorAccess Vectors(AgentDefinition agent) => throw new NotSupportedException();
    }
}
