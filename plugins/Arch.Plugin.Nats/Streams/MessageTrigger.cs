using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Arch.Plugin.Nats.Connections;
using Arch.Plugin.Nats.Messages;
using Arch.Sdk;
using Arch.Sdk.Triggers;
using NATS.Client.Core;

namespace Arch.Plugin.Nats.Streams;

internal sealed record MessageTriggerSettings : NatsSettings
{
    [Description("The stream.")]
    [Example("ORDERS")]
    public required string Stream { get; init; }

    [Description("The durable pull consumer of this trigger alone, which acknowledges explicitly. It decides which messages there are.")]
    [Example("arch-orders")]
    public required string Consumer { get; init; }

    [Description("The most messages of one look.")]
    [Range(1, 200)]
    public int MaxMessages { get; init; } = 50;

    [Description("How the data is given. 'auto' is JSON when it is JSON, or else text, or else base64.")]
    public DataForm Response { get; init; } = DataForm.Auto;
}

/// <summary>Starts a run for each message that a durable consumer delivers.</summary>
/// <remarks>
/// Messages are acknowledged at the look after the one that found them: only then the host has kept the runs that they start. The cursor
/// therefore carries their tokens besides the last sequence. A message that is delivered again, because the host crashed before or its
/// acknowledgement came too late, has the same key and starts no second run. None is left out for its sequence: redeliveries come late.
/// </remarks>
[Trigger("nats.message", Summary = "Starts a run for each message of a durable JetStream consumer.")]
internal sealed class MessageTrigger : ITrigger<MessageTriggerSettings, StreamMessage>
{
    // The serializer's own options would remember the plugin's types beyond its life.
    private static readonly JsonSerializerOptions Json = new();

    public Task<TriggerBatch<StreamMessage>> PollAsync(MessageTriggerSettings settings, TriggerContext context, CancellationToken cancellationToken)
    {
        Subject.CheckName(settings.Stream, "stream");
        Subject.CheckName(settings.Consumer, "consumer");
        var cursor = ReadCursor(context.Cursor);
        return NatsCall.RunAsync(
            settings,
            context,
            $"Looking for messages of the consumer '{settings.Consumer}' of the stream '{settings.Stream}'",
            (client, stop) => PollAsync(client, settings, cursor, stop),
            cancellationToken);
    }

    private static async Task<TriggerBatch<StreamMessage>> PollAsync(
        NatsConnection client, MessageTriggerSettings settings, MessageCursor cursor, CancellationToken cancellationToken)
    {
        var consumer = await Consumer.OpenAsync(client, settings.Stream, settings.Consumer, cancellationToken).ConfigureAwait(false);
        foreach (var token in cursor.Acks)
        {
            await Consumer.AckAsync(client, Consumer.CheckToken(token), cancellationToken).ConfigureAwait(false);
        }

        var pulled = await Consumer.PullAsync(consumer, settings.MaxMessages, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        StreamMessage[] messages = [.. pulled.Select(message => StreamMessage.Of(message, settings.Response))];
        var next = new MessageCursor
        {
            Sequence = messages.Select(message => message.Sequence).Append(cursor.Sequence).Max(),
            Acks = [.. messages.Select(message => message.AckToken)],
        };
        return new TriggerBatch<StreamMessage>
        {
            Items = [.. messages.Select(message => new TriggerItem<StreamMessage> { Key = Key(message), Item = message })],
            Cursor = JsonSerializer.Serialize(next, Json),
            HasMore = messages.Length == settings.MaxMessages,
        };
    }

    // A stream that is made anew counts from one again; the time tells its messages from the old ones.
    private static string Key(StreamMessage message) =>
        string.Create(CultureInfo.InvariantCulture, $"{message.Stream}/{message.Sequence}/{message.Time.UtcTicks}");

    private static MessageCursor ReadCursor(string? text)
    {
        try
        {
            return text is null ? new MessageCursor() : JsonSerializer.Deserialize<MessageCursor>(text, Json) ?? new MessageCursor();
        }
        catch (JsonException e)
        {
            throw NatsFailures.Input("The cursor is none of this trigger.", e);
        }
    }
}
