using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Webhook;

internal sealed record WebhookSendInput
{
    [Description("The receiver's address, http or https.")]
    [Example("https://receiver.example.com/hooks")]
    [Connection]
    public required string Url { get; init; }

    [Description("The keys that sign: whsec_… (HMAC-SHA256) or whsk_… (Ed25519). Several while keys are rotated; each adds a signature.")]
    [Example("[\"${{ secrets.webhook_key }}\"]")]
    [Length(1, 8)]
    [Secret]
    [Connection]
    public required IReadOnlyList<string> Secrets { get; init; }

    [Description("The payload, sent as JSON. Give json or text.")]
    [Example("{ type: invoice.paid, timestamp: \"2026-01-31T12:00:00Z\", data: { id: 17 } }")]
    public JsonElement? Json { get; init; }

    [Description("The payload as text, sent as UTF-8. Give json or text.")]
    public string? Text { get; init; }

    [Description("The payload's media type, in place of application/json and text/plain.")]
    [Example("application/cloudevents+json")]
    public string? ContentType { get; init; }

    [Description("More headers by name. Those that begin with 'webhook-' are the step's own.")]
    [Example("{ X-Tenant: acme }")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Description("The id, in place of one that is the same for all attempts of this step in this run. No full stop in it.")]
    [Example("msg_invoice_17")]
    public string? Id { get; init; }

    [Description("The most time for the request and its answer.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    [Description("The most bytes that are kept of the answer's body; the rest is dropped.")]
    [Range(0, 1_048_576)]
    public int MaxResponse { get; init; } = 16 * 1024;
}
