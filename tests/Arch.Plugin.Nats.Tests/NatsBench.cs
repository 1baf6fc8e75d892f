using System.Text.Json;
using Arch.Plugin.Nats.Connections;
using Arch.Plugin.Testing;
using Arch.Sdk;
using Arch.Servers;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Arch.Plugin.Nats.Tests;

/// <summary>A bench with a server of its own, and a client that sees the server from the other side.</summary>
internal sealed class NatsBench : IAsyncDisposable
{
    private NatsBench(NatsServer server, NatsConnection client)
    {
        Server = server;
        Client = client;
    }

    public NatsServer Server { get; }

    public NatsConnection Client { get; }

    public NatsJSContext Streams => new(Client);

    public StepBench Steps { get; } = new(typeof(NatsCall).Assembly);

    public static async Task<NatsBench> StartAsync()
    {
        var server = await NatsServer.StartAsync();
#pragma warning disable CA2000 // The bench disposes it
        return new NatsBench(server, new NatsConnection(new NatsOpts { Url = server.Url }));
#pragma warning restore CA2000
    }

    public Task<JsonElement> RunAsync(string step, Dictionary<string, object?> input) =>
        Steps.RunAsync(step, With(input), TestContext.Current.CancellationToken);

    public Task<StepException> FailAsync(string step, Dictionary<string, object?> input) =>
        Steps.FailAsync(step, With(input), TestContext.Current.CancellationToken);

    public async Task MakeStreamAsync(string name, params string[] subjects)
    {
        await Streams.CreateStreamAsync(new StreamConfig(name, subjects), TestContext.Current.CancellationToken);
        await Streams.CreateOrUpdateConsumerAsync(
            name,
            new ConsumerConfig("worker") { AckPolicy = ConsumerConfigAckPolicy.Explicit, AckWait = TimeSpan.FromSeconds(1) },
            TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Steps.Dispose();
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }

    private Dictionary<string, object?> With(Dictionary<string, object?> input)
    {
        input.TryAdd("url", Server.Url);
        return input;
    }
}
