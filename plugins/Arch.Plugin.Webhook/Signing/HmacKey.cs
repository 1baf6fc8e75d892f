using System.Security.Cryptography;

namespace Arch.Plugin.Webhook.Signing;

/// <summary>A secret that both sides have: HMAC-SHA256, signatures <c>v1</c>.</summary>
internal sealed class HmacKey(byte[] key) : WebhookKey
{
    public const int LeastBytes = 24;
    public const int MostBytes = 64;

    public override string Scheme => "v1";

    public override bool CanSign => true;

    public override byte[] Sign(byte[] content) => HMACSHA256.HashData(key, content);

    public override bool Verify(byte[] content, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, content), signature);
}
