using System.Text.Json;
using Arch.Plugin.Nats.Streams;

namespace Arch.Plugin.Nats.Tests;

public sealed class StreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_FetchWithoutAck_IsDeliveredAgainUntilNatsAck()
    {
        await using var bench = await NatsBench.StartAsync();
        await bench.MakeStreamAsync("ORDERS", "orders.>");
        await PublishAsync(bench, 2);

        var first = await FetchAsync(bench);
        first.Count.ShouldBe(2);
        first[0].GetProperty("data").GetProperty("n").GetInt32().ShouldBe(0);
        var second = await UntilFetchedAsync(bench);
        await bench.RunAsync("nats.ack", new() { ["tokens"] = second.Select(message => message.GetProperty("ack_token").GetString()).ToArray() });

        second.Select(message => message.GetProperty("sequence").GetInt64()).Order().ShouldBe([1, 2]);
        second[0].GetProperty("deliveries").GetInt64().ShouldBeGreaterThan(1);
        var consumer = await bench.Streams.GetConsumerAsync("ORDERS", "worker", Token);
        consumer.Info.NumAckPending.ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_FetchWithAck_LeavesNothingPending()
    {
        await using var bench = await NatsBench.StartAsync();
        await bench.MakeStreamAsync("ORDERS", "orders.>");
        await PublishAsync(bench, 3);

        var output = await bench.RunAsync("nats.fetch", new() { ["stream"] = "ORDERS", ["consumer"] = "worker", ["wait"] = "0s", ["ack"] = true });

        output.GetProperty("messages").GetArrayLength().ShouldBe(3);
        output.GetProperty("ack_tokens").GetArrayLength().ShouldBe(0);
        (await bench.Streams.GetConsumerAsync("ORDERS", "worker", Token)).Info.NumAckPending.ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_MissingConsumerOrStream_HaveCodes()
    {
        await using var bench = await NatsBench.StartAsync();
        await bench.MakeStreamAsync("ORDERS", "orders.>");

        var consumer = await bench.FailAsync("nats.fetch", new() { ["stream"] = "ORDERS", ["consumer"] = "none" });
        var stream = await bench.FailAsync("nats.fetch", new() { ["stream"] = "NONE", ["consumer"] = "worker" });

        consumer.Code.ShouldBe("nats_no_consumer");
        consumer.Message.ShouldBe("Fetching from the consumer 'none' of the stream 'ORDERS' failed: consumer not found.");
        stream.Code.ShouldBe("nats_no_stream");
    }

    [Fact]
    public async Task PollAsync_Messages_AreAcknowledgedOnceTheCursorIsKept()
    {
        await using var bench = await NatsBench.StartAsync();
        await bench.MakeStreamAsync("ORDERS", "orders.>");
        await PublishAsync(bench, 3);
        var settings = new MessageTriggerSettings { Url = bench.Server.Url, Stream = "ORDERS", Consumer = "worker", MaxMessages = 3 };
        var trigger = new MessageTrigger();

        var first = await trigger.PollAsync(settings, new TriggerBench(bench.Steps.Context, null), Token);
        var pending = (await bench.Streams.GetConsumerAsync("ORDERS", "worker", Token)).Info.NumAckPending;
        await bench.Server.RestartAsync();
        var second = await trigger.PollAsync(settings, new TriggerBench(bench.Steps.Context, first.Cursor), Token);

        first.Items.Select(item => item.Item.Sequence).ShouldBe([1, 2, 3]);
        first.Items.Select(item => item.Key).Distinct().Count().ShouldBe(3);
        first.HasMore.ShouldBeTrue();
        pending.ShouldBe(3);
        second.Items.ShouldBeEmpty();
        JsonElement.Parse(second.Cursor!).GetProperty("Sequence").GetInt64().ShouldBe(3);
        (await bench.Streams.GetConsumerAsync("ORDERS", "worker", Token)).Info.NumAckPending.ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_KeyValue_ComparesRevisions()
    {
        await using var bench = await NatsBench.StartAsync();
        await new NATS.Client.KeyValueStore.NatsKVContext(bench.Streams).CreateStoreAsync("settings", Token);
        Dictionary<string, object?> Put(object? revision, string text) =>
            new() { ["bucket"] = "settings", ["key"] = "a", ["text"] = text, ["revision"] = revision };
        Dictionary<string, object?> Key(string bucket = "settings") => new() { ["bucket"] = bucket, ["key"] = "a" };

        (await bench.RunAsync("nats.kv_get", Key())).GetProperty("found").GetBoolean().ShouldBeFalse();
        (await bench.RunAsync("nats.kv_put", Put(0, "one"))).GetProperty("revision").GetInt64().ShouldBe(1);
        (await bench.FailAsync("nats.kv_put", Put(0, "two"))).Code.ShouldBe("nats_wrong_revision");
        (await bench.RunAsync("nats.kv_put", Put(1, "two"))).GetProperty("revision").GetInt64().ShouldBe(2);
        var stale = await bench.FailAsync("nats.kv_put", Put(1, "three"));
        var read = await bench.RunAsync("nats.kv_get", Key());
        await bench.RunAsync("nats.kv_delete", Key());
        var deleted = await bench.RunAsync("nats.kv_get", Key());
        var missing = await bench.FailAsync("nats.kv_get", Key("none"));

        stale.Message.ShouldBe("Putting the key 'a' of the bucket 'settings' failed: the key has another revision by now.");
        read.GetProperty("value").GetString().ShouldBe("two");
        read.GetProperty("revision").GetInt64().ShouldBe(2);
        deleted.GetProperty("found").GetBoolean().ShouldBeFalse();
        missing.Code.ShouldBe("nats_no_bucket");
        missing.Message.ShouldBe("Reading the key 'a' of the bucket 'none' failed: there is no bucket 'none'.");
    }

    private static async Task PublishAsync(NatsBench bench, int count)
    {
        for (var n = 0; n < count; n++)
        {
            await bench.RunAsync("nats.publish", new() { ["subject"] = "orders.new", ["json"] = new { n }, ["jetstream"] = true, ["message_id"] = $"m{n}" });
        }
    }

    private static async Task<List<JsonElement>> FetchAsync(NatsBench bench, string wait = "1s") =>
        [.. (await bench.RunAsync("nats.fetch", new() { ["stream"] = "ORDERS", ["consumer"] = "worker", ["wait"] = wait })).GetProperty("messages").EnumerateArray()];

    // Until the wait for the acknowledgement is over and both are there again.
    private static async Task<List<JsonElement>> UntilFetchedAsync(NatsBench bench)
    {
        var latest = new Dictionary<long, JsonElement>();
        while (latest.Count < 2)
        {
            Token.ThrowIfCancellationRequested();
            foreach (var message in await FetchAsync(bench))
            {
                latest[message.GetProperty("sequence").GetInt64()] = message;
            }
        }

        return [.. latest.Values];
    }
}
