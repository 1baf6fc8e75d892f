using Arch.Sdk;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Arch.Plugin.Nats.Streams;

/// <summary>Pulls from durable consumers and acknowledges.</summary>
internal static class Consumer
{
    private static readonly byte[] Ack = [.. "+ACK"u8];

    /// <exception cref="StepException">nats_input: the consumer needs no acknowledgements, so that none could be held back.</exception>
    public static async Task<INatsJSConsumer> OpenAsync(NatsConnection client, string stream, string consumer, CancellationToken cancellationToken)
    {
        var opened = await new NatsJSContext(client).GetConsumerAsync(stream, consumer, cancellationToken).ConfigureAwait(false);
        return opened.Info.Config.AckPolicy == ConsumerConfigAckPolicy.Explicit
            ? opened
            : throw NatsFailures.Input($"The consumer '{consumer}' of the stream '{stream}' must have the ack policy 'explicit'.");
    }

    /// <summary>Takes what is there; with a wait, up to that long for more.</summary>
    public static async Task<List<INatsJSMsg<byte[]>>> PullAsync(
        INatsJSConsumer consumer, int most, TimeSpan wait, CancellationToken cancellationToken)
    {
        var raw = NatsRawSerializer<byte[]>.Default;
        var pulling = wait > TimeSpan.Zero
            ? consumer.FetchAsync(new NatsJSFetchOpts { MaxMsgs = most, Expires = wait }, raw, cancellationToken)
            : consumer.FetchNoWaitAsync(new NatsJSFetchOpts { MaxMsgs = most }, raw, cancellationToken);
        var messages = new List<INatsJSMsg<byte[]>>();
        await foreach (var message in pulling.ConfigureAwait(false))
        {
            messages.Add(message);
        }

        return messages;
    }

    /// <summary>Acknowledges one message and waits until the server has noted it.</summary>
    public static async Task AckAsync(NatsConnection client, string token, CancellationToken cancellationToken) =>
        await client.RequestAsync<byte[], byte[]>(
            token, Ack, null, NatsRawSerializer<byte[]>.Default, NatsRawSerializer<byte[]>.Default, cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <exception cref="StepException">nats_input: the text is not what a fetched message has.</exception>
    public static string CheckToken(string token) =>
        token.StartsWith("$JS.ACK.", StringComparison.Ordinal) && token.Split('.').Length is >= 9 and <= 12
            ? Messages.Subject.Check(token)
            : throw NatsFailures.Input("A token is none that nats.fetch gave; it begins with '$JS.ACK.'.");
}
