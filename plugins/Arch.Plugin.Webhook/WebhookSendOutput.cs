using System.ComponentModel;

namespace Arch.Plugin.Webhook;

internal sealed record WebhookSendOutput
{
    [Description("The id that was sent as webhook-id.")]
    public required string Id { get; init; }

    [Description("The time of the attempt that was sent as webhook-timestamp, in seconds since 1970.")]
    public required long Timestamp { get; init; }

    [Description("The status code of the answer.")]
    public required int Status { get; init; }

    [Description("The beginning of the answer's body as text; empty when it has none.")]
    public required string Body { get; init; }

    [Description("Whether the body was longer than max_response.")]
    public required bool Truncated { get; init; }
}
