using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Nats.Connections;
using Arch.Sdk;

namespace Arch.Plugin.Nats.Streams;

internal sealed record AckInput : NatsSettings
{
    [Description("The tokens that nats.fetch gave.")]
    [Example("${{ steps.fetch.outputs.ack_tokens }}")]
    [Length(0, 1000)]
    public required IReadOnlyList<string> Tokens { get; init; }
}

[Step("nats.ack", Summary = "Acknowledges messages that nats.fetch gave, so that they are not delivered again.", Idempotent = true)]
internal sealed class AckStep : IStep<AckInput, Nothing>
{
    public async Task<Nothing> RunAsync(AckInput input, StepContext context, CancellationToken cancellationToken)
    {
        string[] tokens = [.. input.Tokens.Select(Consumer.CheckToken)];
        return tokens.Length == 0
            ? Nothing.Value
            : await NatsCall.RunAsync(
                input,
                context,
                "Acknowledging messages",
                async (client, stop) =>
                {
                    for (var done = 0; done < tokens.Length; done++)
                    {
                        await Consumer.AckAsync(client, tokens[done], stop).ConfigureAwait(false);
                        context.ReportProgress((done + 1.0) / tokens.Length);
                    }

                    return Nothing.Value;
                },
                cancellationToken).ConfigureAwait(false);
    }
}
