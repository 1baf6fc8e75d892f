using System.ComponentModel;
using System.Text.Json;
using Arch.Plugin.Nats.Messages;
using NATS.Client.JetStream;

namespace Arch.Plugin.Nats.Streams;

internal sealed record StreamMessage
{
    [Description("The subject that it was published to.")]
    public required string Subject { get; init; }

    [Description("The data; null when it is empty.")]
    public JsonElement? Data { get; init; }

    [Description("The headers by name; several of one name are joined by a comma.")]
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    [Description("The stream that keeps it.")]
    public required string Stream { get; init; }

    [Description("Its sequence in the stream.")]
    public required long Sequence { get; init; }

    [Description("How often it was delivered, this time included.")]
    public required long Deliveries { get; init; }

    [Description("When the stream took it.")]
    public required DateTimeOffset Time { get; init; }

    [Description("What nats.ack acknowledges it by.")]
    public required string AckToken { get; init; }

    public static StreamMessage Of(INatsJSMsg<byte[]> message, DataForm form)
    {
        var metadata = message.Metadata ?? throw NatsFailures.Input($"The message on '{message.Subject}' is of no stream.");
        return new StreamMessage
        {
            Subject = message.Subject,
            Data = DataReader.Read(message.Data, form, $"The message {metadata.Sequence.Stream} of the stream '{metadata.Stream}'"),
            Headers = MessageHeaders.Read(message.Headers),
            Stream = metadata.Stream,
            Sequence = (long)metadata.Sequence.Stream,
            Deliveries = (long)metadata.NumDelivered,
            Time = metadata.Timestamp,
            AckToken = message.ReplyTo ?? "",
        };
    }
}
