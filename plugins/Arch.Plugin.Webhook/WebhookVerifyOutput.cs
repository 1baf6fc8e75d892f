using System.ComponentModel;
using System.Text.Json;

namespace Arch.Plugin.Webhook;

internal sealed record WebhookVerifyOutput
{
    [Description("The webhook's id; the same for every attempt to deliver it, so drop the ones that were seen.")]
    public required string Id { get; init; }

    [Description("When this attempt was sent.")]
    public required DateTimeOffset Timestamp { get; init; }

    [Description("The payload: JSON when it is JSON, or else text, or else base64.")]
    public JsonElement? Payload { get; init; }
}
