using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Triggers.Admitting;
using Arch.Workflows.Definitions;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Triggers.Webhooks;

/// <summary>
/// Tells whether the caller of a webhook is who they say. All secrets are compared in constant time; what is not understood is refused.
/// </summary>
public static class WebhookAuth
{
    private static readonly TimeSpan ReplayWindow = TimeSpan.FromMinutes(5);

    /// <summary>Checks a request.</summary>
    /// <param name="definition">The workflow.</param>
    /// <param name="trigger">The webhook.</param>
    /// <param name="request">The request.</param>
    /// <param name="secret">Gives a secret by what it is called where secrets are kept.</param>
    /// <returns>Why it is refused, without anything secret; <see langword="null"/> when it is right.</returns>
    /// <exception cref="Sdk.ArchException">A secret cannot be had.</exception>
    public static string? Refusal(WorkflowDefinition definition, WebhookTrigger trigger, WebhookRequest request, Func<string, string> secret)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(request);
        if (trigger.Auth is null)
        {
            return null;
        }

        var secrets = Value.From(ValueObject.Of(new OrderedDictionary<string, Value>(
            definition.Secrets.Select(one => KeyValuePair.Create(one.Key, Value.From(secret(one.Value)))), StringComparer.Ordinal)));
        using var session = new ExpressionSession(request.At, 0);
        Value auth;
        try
        {
            auth = trigger.Auth.Evaluate(session, TriggerScope.Of(definition, Value.EmptyObject, secrets));
        }
        catch (ExpressionException)
        {
            return "'auth' of the webhook cannot be evaluated.";
        }

        return Text(auth["hmac"]) is { } hmac ? Hmac(auth, hmac, request)
            : Text(auth["standard"]) is { } standard ? Standard(standard, request)
            : Text(auth["api_key"]) is { } apiKey ? ApiKey(auth, apiKey, request)
            : Text(auth["bearer"]) is { } bearer ? Is(request.Header("Authorization"), "Bearer " + bearer, "the bearer token")
            : auth["basic"].TryGetObject(out var basic) ? Basic(Value.From(basic), request)
            : "'auth' of the webhook says none of hmac, standard, api_key, bearer and basic.";
    }

    // A signature of the body alone, as many services send it; hexadecimal or base 64, with or without "sha256=" before it.
    private static string? Hmac(Value auth, string key, WebhookRequest request)
    {
        var header = Text(auth["header"]) ?? "X-Signature";
        if (request.Header(header) is not { } given)
        {
            return $"The header '{header}' with the signature is missing.";
        }

        var algorithm = Text(auth["algorithm"]) ?? "sha256";
        var bytes = Encoding.UTF8.GetBytes(key);
        byte[]? expected = algorithm switch
        {
            "sha256" => HMACSHA256.HashData(bytes, request.Body.Span),
            "sha512" => HMACSHA512.HashData(bytes, request.Body.Span),
            _ => null,
        };
        if (expected is null)
        {
            return $"'algorithm' of the webhook is '{algorithm}', but must be sha256 or sha512.";
        }

        var signature = given.StartsWith(algorithm + "=", StringComparison.OrdinalIgnoreCase) ? given[(algorithm.Length + 1)..] : given;
        return Same(signature.ToUpperInvariant(), Convert.ToHexString(expected)) | Same(signature, Convert.ToBase64String(expected))
            ? null
            : $"The signature in the header '{header}' is not that of the body.";
    }

    // https://www.standardwebhooks.com: id, time and body are signed, and old requests are refused.
    private static string? Standard(string key, WebhookRequest request)
    {
        if (request.Header("webhook-id") is not { } id || request.Header("webhook-timestamp") is not { } timestamp || request.Header("webhook-signature") is not { } signatures)
        {
            return "A header of Standard Webhooks is missing: webhook-id, webhook-timestamp and webhook-signature are needed.";
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || (request.At - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > ReplayWindow)
        {
            return $"'webhook-timestamp' is not within {ReplayWindow.TotalMinutes:0} minutes of now.";
        }

        byte[] secret;
        try
        {
            secret = Convert.FromBase64String(key.StartsWith("whsec_", StringComparison.Ordinal) ? key["whsec_".Length..] : key);
        }
        catch (FormatException)
        {
            return "The secret of the webhook is not in base 64, as Standard Webhooks want it.";
        }

        var signed = new byte[Encoding.UTF8.GetByteCount(id) + timestamp.Length + 2 + request.Body.Length];
        var head = Encoding.UTF8.GetBytes($"{id}.{timestamp}.", signed);
        request.Body.Span.CopyTo(signed.AsSpan(head));
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed));
        return signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(given => Same(given, expected)) ? null : "'webhook-signature' is not that of the request.";
    }

    private static string? ApiKey(Value auth, string key, WebhookRequest request)
    {
        var header = Text(auth["header"]) ?? "X-Api-Key";
        return Is(request.Header(header), key, $"the key in the header '{header}'");
    }

    private static string? Basic(Value basic, WebhookRequest request)
    {
        var pair = $"{Text(basic["user"])}:{Text(basic["password"])}";
        return Text(basic["user"]) is null || Text(basic["password"]) is null
            ? "'basic' of the webhook needs 'user' and 'password'."
            : Is(request.Header("Authorization"), "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)), "the name and password");
    }

    private static string? Is(string? given, string expected, string what) =>
        given is null ? $"What proves who calls is missing: {what}."
        : Same(given, expected) ? null
        : $"What proves who calls is wrong: {what}.";

    private static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    // An empty secret would let everybody in.
    private static string? Text(Value value) => value.TryGetString(out var text) && text.Length > 0 ? text : null;
}
