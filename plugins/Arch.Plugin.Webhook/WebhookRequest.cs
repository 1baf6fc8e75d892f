using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Arch.Plugin.Webhook.Signing;
using Arch.Sdk;

namespace Arch.Plugin.Webhook;

/// <summary>A signed request, checked before anything is sent.</summary>
internal sealed class WebhookRequest
{
    // What the connection or the client decides, and what would take the place of the signed headers.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Transfer-Encoding", "Content-Length", "Content-Type", "Content-Encoding", "Expect", "Upgrade",
    };

    private readonly Uri _address;
    private readonly byte[] _payload;
    private readonly MediaTypeHeaderValue _mediaType;
    private readonly string _signature;
    private readonly IReadOnlyDictionary<string, string> _headers;

    private WebhookRequest(WebhookSendInput input, string id, long timestamp, IReadOnlyList<WebhookKey> keys)
    {
        _address = Address(input.Url);
        (_payload, _mediaType) = Payload(input);
        _headers = input.Headers;
        Id = id;
        Timestamp = timestamp;
        _signature = WebhookSignatures.Create(keys, SignedContent.Of(id, timestamp, _payload));
    }

    public string Id { get; }

    public long Timestamp { get; }

    /// <summary>Gets the request in words: without the query, which may hold keys.</summary>
    public string Name => $"The webhook '{Id}' to {_address.GetLeftPart(UriPartial.Path)}";

    /// <exception cref="StepException">webhook_input.</exception>
    public static WebhookRequest Create(WebhookSendInput input, StepContext context)
    {
        var keys = WebhookKey.ReadAll(input.Secrets);
        if (keys.Any(key => !key.CanSign))
        {
            throw WebhookFailures.Input("A whpk_ key is public and cannot sign. Give the whsk_ key that belongs to it.");
        }

        var id = input.Id is null ? WebhookId.Derive(context) : WebhookId.Check(input.Id);
        return new WebhookRequest(input, id, context.Time.GetUtcNow().ToUnixTimeSeconds(), keys);
    }

    public HttpRequestMessage CreateMessage()
    {
        var message = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ByteArrayContent(_payload) { Headers = { ContentType = _mediaType } },
        };
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("Arch", null));
        foreach (var (name, value) in _headers)
        {
            if (Reserved.Contains(name) || name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase))
            {
                message.Dispose();
                throw WebhookFailures.Input($"The header '{name}' is the step's own and cannot be given.");
            }

            message.Headers.Remove(name);
            if (value.AsSpan().ContainsAny('\r', '\n', '\0') || !message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Dispose();
                throw WebhookFailures.Input($"The header '{name}' cannot be sent: its name or its value is not one that HTTP allows.");
            }
        }

        message.Headers.Add("webhook-id", Id);
        message.Headers.Add("webhook-timestamp", Timestamp.ToString(CultureInfo.InvariantCulture));
        message.Headers.TryAddWithoutValidation("webhook-signature", _signature);
        return message;
    }

    private static Uri Address(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw WebhookFailures.Input("The url is not an absolute http or https address.");
        }

        return address.UserInfo.Length == 0
            ? address
            : throw WebhookFailures.Input("The url holds a user name or password; webhooks prove themselves by their signature.");
    }

    private static (byte[] Bytes, MediaTypeHeaderValue Type) Payload(WebhookSendInput input)
    {
        var (bytes, type) = (input.Json, input.Text) switch
        {
            ({ } json, null) => (JsonSerializer.SerializeToUtf8Bytes(json), "application/json"),
            (null, { } text) => (Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8"),
            _ => throw WebhookFailures.Input("Give the payload as one of 'json' and 'text'."),
        };
        return MediaTypeHeaderValue.TryParse(input.ContentType ?? type, out var mediaType)
            ? (bytes, mediaType)
            : throw WebhookFailures.Input($"The content_type '{input.ContentType}' is not a media type such as 'application/json'.");
    }
}
