using System.Text;
using NATS.Client.Core;

namespace Arch.Plugin.Nats.Tests;

public sealed class PublishTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_Core_ReachesSubscribers()
    {
        await using var bench = await NatsBench.StartAsync();
        await using var subscription = await bench.Client.SubscribeCoreAsync<byte[]>("orders.*", cancellationToken: Token);
        await bench.Client.PingAsync(Token);

        var output = await bench.RunAsync("nats.publish", new()
        {
            ["subject"] = "orders.new",
            ["json"] = new { id = 17 },
            ["headers"] = new Dictionary<string, string> { ["X-Tenant"] = "acme" },
        });

        var message = await subscription.Msgs.ReadAsync(Token);
        Encoding.UTF8.GetString(message.Data!).ShouldBe("""{"id":17}""");
        message.Subject.ShouldBe("orders.new");
        message.Headers!["X-Tenant"].ToString().ShouldBe("acme");
        output.GetProperty("duplicate").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task RunAsync_SameAttemptTwice_IsKeptOnce()
    {
        await using var bench = await NatsBench.StartAsync();
        await bench.MakeStreamAsync("ORDERS", "orders.>");
        Dictionary<string, object?> Input() => new() { ["subject"] = "orders.new", ["text"] = "hi", ["jetstream"] = true };

        var first = await bench.RunAsync("nats.publish", Input());
        var second = await bench.RunAsync("nats.publish", Input());

        first.GetProperty("stream").GetString().ShouldBe("ORDERS");
        first.GetProperty("sequence").GetInt64().ShouldBe(1);
        first.GetProperty("duplicate").GetBoolean().ShouldBeFalse();
        second.GetProperty("sequence").GetInt64().ShouldBe(1);
        second.GetProperty("duplicate").GetBoolean().ShouldBeTrue();
        (await bench.Streams.GetStreamAsync("ORDERS", cancellationToken: Token)).Info.State.Messages.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_WrongExpectation_Fails()
    {
        await using var bench = await NatsBench.StartAsync();
        await bench.MakeStreamAsync("ORDERS", "orders.>");

        var sequence = await bench.FailAsync("nats.publish", new() { ["subject"] = "orders.new", ["jetstream"] = true, ["expected_last_sequence"] = 5 });
        var stream = await bench.FailAsync("nats.publish", new() { ["subject"] = "orders.new", ["jetstream"] = true, ["expected_stream"] = "OTHER" });

        sequence.Code.ShouldBe("nats_wrong_sequence");
        sequence.Message.ShouldBe("Publishing to 'orders.new' failed: wrong last sequence: 0.");
        sequence.Retryable.ShouldBeFalse();
        stream.Code.ShouldBe("nats_wrong_stream");
    }

    [Fact]
    public async Task RunAsync_NoStream_Fails()
    {
        await using var bench = await NatsBench.StartAsync();

        var failure = await bench.FailAsync("nats.publish", new() { ["subject"] = "orders.new", ["jetstream"] = true });

        failure.Code.ShouldBe("nats_no_stream");
        failure.Message.ShouldBe("Publishing to 'orders.new' failed: no stream keeps messages of that subject.");
    }

    [Fact]
    public async Task RunAsync_Request_GivesTheReply()
    {
        await using var bench = await NatsBench.StartAsync();
        await using var subscription = await bench.Client.SubscribeCoreAsync<byte[]>("sum", cancellationToken: Token);
        await bench.Client.PingAsync(Token);

        var running = bench.RunAsync("nats.request", new() { ["subject"] = "sum", ["text"] = "1+1" });
        var request = await subscription.Msgs.ReadAsync(Token);
        await request.ReplyAsync("""{"sum":2}"""u8.ToArray(), new NatsHeaders { ["X-By"] = "test" }, cancellationToken: Token);
        var output = await running;

        output.GetProperty("data").GetProperty("sum").GetInt32().ShouldBe(2);
        output.GetProperty("headers").GetProperty("X-By").GetString().ShouldBe("test");
        output.GetProperty("size").GetInt32().ShouldBe(9);
    }

    [Fact]
    public async Task RunAsync_RequestToNobody_IsRetryable()
    {
        await using var bench = await NatsBench.StartAsync();

        var failure = await bench.FailAsync("nats.request", new() { ["subject"] = "nobody" });

        failure.Code.ShouldBe("nats_no_responders");
        failure.Message.ShouldBe("The request to 'nobody' failed: nobody answers on that subject.");
        failure.Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_RequestWithoutReply_TimesOut()
    {
        await using var bench = await NatsBench.StartAsync();
        await using var subscription = await bench.Client.SubscribeCoreAsync<byte[]>("slow", cancellationToken: Token);
        await bench.Client.PingAsync(Token);

        var failing = bench.FailAsync("nats.request", new() { ["subject"] = "slow", ["timeout"] = "3s" });
        await subscription.Msgs.ReadAsync(Token);
        bench.Steps.Context.Clock.Advance(TimeSpan.FromSeconds(3));
        var failure = await failing;

        failure.Code.ShouldBe("nats_timeout");
        failure.Message.ShouldBe("The request to 'slow' did not finish within the timeout of 3 s.");
        failure.Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_ServerKilledWhileWaiting_FailsAtOnceAndTheNextAttemptConnectsAnew()
    {
        await using var bench = await NatsBench.StartAsync();
        await using var subscription = await bench.Client.SubscribeCoreAsync<byte[]>("slow", cancellationToken: Token);
        await bench.Client.PingAsync(Token);

        var failing = bench.FailAsync("nats.request", new() { ["subject"] = "slow" });
        await subscription.Msgs.ReadAsync(Token);
        await bench.Server.RestartAsync();
        var failure = await failing;

        failure.Code.ShouldBe("nats_connection");
        failure.Message.ShouldBe("The request to 'slow' failed: the connection was lost.");
        failure.Retryable.ShouldBeTrue();
        await bench.RunAsync("nats.publish", new() { ["subject"] = "a" });
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a.*")]
    [InlineData("a..b")]
    public async Task RunAsync_BadSubject_IsRefused(string subject)
    {
        using var steps = new Testing.StepBench(typeof(Connections.NatsCall).Assembly);

        var failure = await steps.FailAsync("nats.publish", new { url = "nats://127.0.0.1:1", subject }, Token);

        failure.Message.ShouldBe(
            $"The subject '{subject}' is none to send to: 1 to 512 characters, parts between full stops, no space and no wildcard.");
    }
}
