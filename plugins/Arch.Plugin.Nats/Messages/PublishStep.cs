using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Nats.Connections;
using Arch.Sdk;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Arch.Plugin.Nats.Messages;

internal sealed record PublishInput : PayloadSettings
{
    [Description("The subject.")]
    [Example("orders.created")]
    public required string Subject { get; init; }

    [Description("Headers by name.")]
    [Example("{ X-Tenant: acme }")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Description("Whether to wait until a stream has kept the message. Without it nobody tells whether anybody got it.")]
    public bool Jetstream { get; init; }

    [Description("What the stream knows duplicates by, in place of the attempt's idempotency key. Give one that all attempts share.")]
    [Example("order-17")]
    public string? MessageId { get; init; }

    [Description("The stream that must keep the message.")]
    [Example("ORDERS")]
    public string? ExpectedStream { get; init; }

    [Description("The sequence that the last message of the stream must have; 0 when the stream must be empty.")]
    [Range(0, 9_007_199_254_740_991)]
    public long? ExpectedLastSequence { get; init; }

    [Description("The sequence that the last message of the subject must have; 0 when there must be none.")]
    [Range(0, 9_007_199_254_740_991)]
    public long? ExpectedLastSubjectSequence { get; init; }
}

internal sealed record PublishOutput
{
    [Description("The stream that keeps the message; null without jetstream.")]
    public string? Stream { get; init; }

    [Description("The sequence of the message in the stream; null without jetstream.")]
    public long? Sequence { get; init; }

    [Description("Whether the stream had a message of this id already and dropped this one.")]
    public bool Duplicate { get; init; }
}

[Step("nats.publish", Summary = "Publishes a message to a subject; with jetstream it waits until a stream has kept it.")]
internal sealed class PublishStep : IStep<PublishInput, PublishOutput>
{
    public Task<PublishOutput> RunAsync(PublishInput input, StepContext context, CancellationToken cancellationToken)
    {
        var subject = Subject.Check(input.Subject);
        var data = input.ToBytes();
        var headers = MessageHeaders.Of(input.Headers);
        if (!input.Jetstream && (input.MessageId ?? input.ExpectedStream) is null && (input.ExpectedLastSequence ?? input.ExpectedLastSubjectSequence) is null)
        {
            return NatsCall.RunAsync(input, context, Name(input), (client, stop) => PublishAsync(client, subject, data, headers, stop), cancellationToken);
        }

        if (!input.Jetstream)
        {
            throw NatsFailures.Input("'message_id' and 'expected_…' go with jetstream: true only.");
        }

        var options = new NatsJSPubOpts
        {
            MsgId = input.MessageId ?? context.IdempotencyKey,
            ExpectedStream = input.ExpectedStream,
            ExpectedLastSequence = (ulong?)input.ExpectedLastSequence,
            ExpectedLastSubjectSequence = (ulong?)input.ExpectedLastSubjectSequence,
        };
        return NatsCall.RunAsync(
            input, context, Name(input), (client, stop) => KeepAsync(client, subject, data, headers, options, Name(input), stop), cancellationToken);
    }

    private static string Name(PublishInput input) => $"Publishing to '{input.Subject}'";

    private static async Task<PublishOutput> PublishAsync(
        NatsConnection client, string subject, byte[] data, NatsHeaders? headers, CancellationToken cancellationToken)
    {
        await client.PublishAsync(subject, data, headers, serializer: NatsRawSerializer<byte[]>.Default, cancellationToken: cancellationToken)
            .ConfigureAwait(false);

        // The answer to a ping comes after all that was sent before it has arrived.
        await client.PingAsync(cancellationToken).ConfigureAwait(false);
        return new PublishOutput();
    }

    private static async Task<PublishOutput> KeepAsync(
        NatsConnection client,
        string subject,
        byte[] data,
        NatsHeaders? headers,
        NatsJSPubOpts options,
        string name,
        CancellationToken cancellationToken)
    {
        var answer = await new NatsJSContext(client)
            .PublishAsync(subject, data, NatsRawSerializer<byte[]>.Default, options, headers, cancellationToken).ConfigureAwait(false);
        return answer.Error is { } error
            ? throw NatsFailures.Api(name, error)
            : new PublishOutput { Stream = answer.Stream, Sequence = (long)answer.Seq, Duplicate = answer.Duplicate };
    }
}
