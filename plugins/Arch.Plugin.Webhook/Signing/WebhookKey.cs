using Arch.Sdk;

namespace Arch.Plugin.Webhook.Signing;

/// <summary>A key that signs webhooks, verifies them, or does both.</summary>
internal abstract class WebhookKey
{
    private const string SymmetricPrefix = "whsec_";
    private const string PrivatePrefix = "whsk_";
    private const string PublicPrefix = "whpk_";

    /// <summary>Gets the identifier that stands before the comma of a signature.</summary>
    public abstract string Scheme { get; }

    /// <summary>Gets whether the key can sign; a public key cannot.</summary>
    public abstract bool CanSign { get; }

    /// <summary>Reads keys as the specification writes them.</summary>
    /// <param name="texts">The keys.</param>
    /// <returns>One key at least.</returns>
    /// <exception cref="StepException">webhook_input: no key, or one that cannot be read. The message shows nothing of a key.</exception>
    public static IReadOnlyList<WebhookKey> ReadAll(IReadOnlyList<string> texts) =>
        texts.Count == 0
            ? throw WebhookFailures.Input("'secrets' is empty; give one key at least.")
            : [.. texts.Select((text, index) => Read(text.Trim(), $"secrets[{index}]"))];

    public abstract byte[] Sign(byte[] content);

    public abstract bool Verify(byte[] content, ReadOnlySpan<byte> signature);

    private static WebhookKey Read(string text, string name)
    {
        if (text.StartsWith(SymmetricPrefix, StringComparison.Ordinal))
        {
            var key = Decode(text[SymmetricPrefix.Length..], name);
            return key.Length is >= HmacKey.LeastBytes and <= HmacKey.MostBytes
                ? new HmacKey(key)
                : throw WebhookFailures.Input(
                    $"The key '{name}' has {key.Length} bytes; a whsec_ key has {HmacKey.LeastBytes} to {HmacKey.MostBytes}.");
        }

        if (text.StartsWith(PrivatePrefix, StringComparison.Ordinal))
        {
            return Ed25519Key.OfPrivate(Decode(text[PrivatePrefix.Length..], name), name);
        }

        return text.StartsWith(PublicPrefix, StringComparison.Ordinal)
            ? Ed25519Key.OfPublic(Decode(text[PublicPrefix.Length..], name), name)
            : throw WebhookFailures.Input(
                $"The key '{name}' begins with none of 'whsec_' (HMAC), 'whsk_' (Ed25519, private) and 'whpk_' (Ed25519, public).");
    }

    private static byte[] Decode(string base64, string name)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            // Without the cause: it may quote what it could not read.
            throw WebhookFailures.Input($"The key '{name}' is not base64 after its prefix.");
        }
    }
}
