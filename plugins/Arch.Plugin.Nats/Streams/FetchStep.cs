using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Nats.Connections;
using Arch.Plugin.Nats.Messages;
using Arch.Sdk;

namespace Arch.Plugin.Nats.Streams;

internal sealed record FetchInput : NatsSettings
{
    [Description("The stream.")]
    [Example("ORDERS")]
    public required string Stream { get; init; }

    [Description("The durable pull consumer, which acknowledges explicitly.")]
    [Example("billing")]
    public required string Consumer { get; init; }

    [Description("The most messages.")]
    [Range(1, 1000)]
    public int MaxMessages { get; init; } = 10;

    [Description("How long to wait for messages while there are fewer; 0s takes what is there. Less than the timeout, and 1s at least unless 0s.")]
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(2);

    [Description("Whether messages are acknowledged before the step ends. A crash of the host may then lose them; without it they are acknowledged by nats.ack.")]
    public bool Ack { get; init; }

    [Description("How the data is given. 'auto' is JSON when it is JSON, or else text, or else base64.")]
    public DataForm Response { get; init; } = DataForm.Auto;
}

internal sealed record FetchOutput
{
    [Description("The messages, oldest first.")]
    public required IReadOnlyList<StreamMessage> Messages { get; init; }

    [Description("The tokens of the messages, for nats.ack; empty when they are acknowledged.")]
    public required IReadOnlyList<string> AckTokens { get; init; }
}

[Step("nats.fetch", Summary = "Pulls messages from a durable JetStream consumer.")]
internal sealed class FetchStep : IStep<FetchInput, FetchOutput>
{
    public Task<FetchOutput> RunAsync(FetchInput input, StepContext context, CancellationToken cancellationToken)
    {
        Subject.CheckName(input.Stream, "stream");
        Subject.CheckName(input.Consumer, "consumer");
        if (input.Wait != TimeSpan.Zero && (input.Wait < TimeSpan.FromSeconds(1) || input.Wait >= input.Timeout))
        {
            throw NatsFailures.Input(
                $"The wait of {input.Wait.TotalSeconds:0.###} s is neither 0 s nor from 1 s to less than the timeout of {input.Timeout.TotalSeconds:0.###} s.");
        }

        return NatsCall.RunAsync(
            input,
            context,
            $"Fetching from the consumer '{input.Consumer}' of the stream '{input.Stream}'",
            async (client, stop) =>
            {
                var consumer = await Consumer.OpenAsync(client, input.Stream, input.Consumer, stop).ConfigureAwait(false);
                var pulled = await Consumer.PullAsync(consumer, input.MaxMessages, input.Wait, stop).ConfigureAwait(false);
                StreamMessage[] messages = [.. pulled.Select(message => StreamMessage.Of(message, input.Response))];
                if (!input.Ack)
                {
                    return new FetchOutput { Messages = messages, AckTokens = [.. messages.Select(message => message.AckToken)] };
                }

                foreach (var message in messages)
                {
                    await Consumer.AckAsync(client, message.AckToken, stop).ConfigureAwait(false);
                }

                return new FetchOutput { Messages = messages, AckTokens = [] };
            },
            cancellationToken);
    }
}
