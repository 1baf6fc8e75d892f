namespace Arch.Plugin.Webhook.Signing;

/// <summary>The header <c>webhook-signature</c>: signatures parted by spaces, one a key, so that keys can be rotated.</summary>
internal static class WebhookSignatures
{
    /// <summary>The most signatures of a header that are looked at; more are an attempt to keep the verifier busy.</summary>
    public const int MostSignatures = 32;

    public static string Create(IReadOnlyList<WebhookKey> keys, byte[] content) =>
        string.Join(' ', keys.Select(key => $"{key.Scheme},{Convert.ToBase64String(key.Sign(content))}"));

    /// <summary>Tells whether one of the signatures is one of the keys' own.</summary>
    /// <exception cref="Sdk.StepException">webhook_signature: there are more signatures than anybody needs.</exception>
    public static bool Verify(IReadOnlyList<WebhookKey> keys, byte[] content, string header)
    {
        var signatures = header.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (signatures.Length > MostSignatures)
        {
            throw WebhookFailures.Signature($"The header 'webhook-signature' holds {signatures.Length} signatures; at most are {MostSignatures} looked at.");
        }

        var isValid = false;
        foreach (var signature in signatures)
        {
            var comma = signature.IndexOf(',', StringComparison.Ordinal);
            if (comma < 0 || !TryDecode(signature[(comma + 1)..], out var bytes))
            {
                continue;
            }

            foreach (var key in keys.Where(key => signature.AsSpan(0, comma).SequenceEqual(key.Scheme)))
            {
                // Goes on after a match, so that the time does not tell which key it was.
                isValid |= key.Verify(content, bytes);
            }
        }

        return isValid;
    }

    private static bool TryDecode(string base64, out byte[] bytes)
    {
        var buffer = new byte[(base64.Length / 4 * 3) + 3];
        var isBase64 = Convert.TryFromBase64String(base64, buffer, out var length);
        bytes = buffer[..length];
        return isBase64;
    }
}
