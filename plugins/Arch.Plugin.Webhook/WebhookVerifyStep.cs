using System.Globalization;
using System.Text;
using System.Text.Json;
using Arch.Plugin.Webhook.Signing;
using Arch.Sdk;

namespace Arch.Plugin.Webhook;

[Step("webhook.verify", Summary = "Verifies the signature of a webhook and gives its payload.", Idempotent = true)]
internal sealed class WebhookVerifyStep : IStep<WebhookVerifyInput, WebhookVerifyOutput>
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public Task<WebhookVerifyOutput> RunAsync(WebhookVerifyInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Tolerance < TimeSpan.Zero || input.Tolerance > TimeSpan.FromDays(1))
        {
            throw WebhookFailures.Input($"The tolerance of {input.Tolerance.TotalSeconds:0.###} s is not 0 s to 1 day.");
        }

        var payload = (input.Payload, input.PayloadBase64) switch
        {
            ({ } text, null) => Encoding.UTF8.GetBytes(text),
            (null, { } bytes) => bytes,
            _ => throw WebhookFailures.Input("Give the payload as one of 'payload' and 'payload_base64'."),
        };
        var keys = WebhookKey.ReadAll(input.Secrets);
        var id = Header(input, "webhook-id");
        var timestamp = Timestamp(Header(input, "webhook-timestamp"), input.Tolerance, context.Time);
        var signature = Header(input, "webhook-signature");
        return WebhookSignatures.Verify(keys, SignedContent.Of(id, timestamp.ToUnixTimeSeconds(), payload), signature)
            ? Task.FromResult(new WebhookVerifyOutput { Id = id, Timestamp = timestamp, Payload = Decode(payload) })
            : throw WebhookFailures.Signature("No signature of the header 'webhook-signature' fits the payload and one of the keys.");
    }

    private static string Header(WebhookVerifyInput input, string name)
    {
        var values = input.Headers.Where(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return values switch
        {
            [{ Value: { ValueKind: JsonValueKind.String } text }] when text.GetString() is { Length: > 0 } value => value,
            [{ Value: { ValueKind: JsonValueKind.Array } list }] when list.GetArrayLength() == 1
                && list[0].ValueKind == JsonValueKind.String && list[0].GetString() is { Length: > 0 } value => value,
            [] => throw WebhookFailures.Headers($"The header '{name}' is missing."),
            _ => throw WebhookFailures.Headers($"The header '{name}' must be there once, with a text."),
        };
    }

    private static DateTimeOffset Timestamp(string text, TimeSpan tolerance, TimeProvider time)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            throw WebhookFailures.Headers("The header 'webhook-timestamp' is not a number of seconds since 1970.");
        }

        var sent = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var distance = (time.GetUtcNow() - sent).Duration();
        return distance <= tolerance
            ? sent
            : throw WebhookFailures.Timestamp(
                $"The webhook was sent at {sent:yyyy-MM-dd'T'HH:mm:ss'Z'}, which is {distance.TotalSeconds:0} s from now; "
                    + $"the tolerance is {tolerance.TotalSeconds:0} s.");
    }

    private static JsonElement Decode(byte[] payload)
    {
        try
        {
            return JsonElement.Parse(payload);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(TryText(payload) is { } text ? text : (object)payload);
        }
    }

    private static string? TryText(byte[] payload)
    {
        try
        {
            return Utf8.GetString(payload);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
