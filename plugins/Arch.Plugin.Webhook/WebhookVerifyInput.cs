using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Webhook;

internal sealed record WebhookVerifyInput
{
    [Description("The payload exactly as it came, as text. Give payload or payload_base64.")]
    [Example("${{ trigger.raw }}")]
    public string? Payload { get; init; }

    [Description("The payload's bytes as base64. Give payload or payload_base64.")]
    public byte[]? PayloadBase64 { get; init; }

    [Description("The request's headers by name; webhook-id, webhook-timestamp and webhook-signature are read.")]
    [Example("${{ trigger.headers }}")]
    public required IReadOnlyDictionary<string, JsonElement> Headers { get; init; }

    [Description("The keys that are trusted: whsec_…, whpk_… or whsk_…. Several while keys are rotated; one that fits is enough.")]
    [Example("[\"${{ secrets.webhook_key }}\"]")]
    [Length(1, 8)]
    [Secret]
    [Connection]
    public required IReadOnlyList<string> Secrets { get; init; }

    [Description("How far the time of the webhook may be from now, before or after; at most 1 day.")]
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(5);
}
