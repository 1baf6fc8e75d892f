using NSec.Cryptography;

namespace Arch.Plugin.Webhook.Signing;

/// <summary>A key pair, or the public half of one: Ed25519, signatures <c>v1a</c>.</summary>
internal sealed class Ed25519Key : WebhookKey
{
    private const int KeyBytes = 32;

    private readonly byte[]? _seed;
    private readonly PublicKey _public;

    private Ed25519Key(byte[]? seed, PublicKey publicKey)
    {
        _seed = seed;
        _public = publicKey;
    }

    public override string Scheme => "v1a";

    public override bool CanSign => _seed is not null;

    /// <summary>Reads a private key: the seed of 32 bytes, or the seed with the public key behind it (64 bytes).</summary>
    public static Ed25519Key OfPrivate(byte[] bytes, string name)
    {
        if (bytes.Length is not (KeyBytes or 2 * KeyBytes))
        {
            throw WebhookFailures.Input($"The key '{name}' has {bytes.Length} bytes; a whsk_ key has 32 (seed) or 64 (seed and public key).");
        }

        var seed = bytes[..KeyBytes];
        using var key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        return bytes.Length == KeyBytes || bytes.AsSpan(KeyBytes).SequenceEqual(key.PublicKey.Export(KeyBlobFormat.RawPublicKey))
            ? new Ed25519Key(seed, key.PublicKey)
            : throw WebhookFailures.Input($"The key '{name}' holds a public key that does not belong to its seed.");
    }

    public static Ed25519Key OfPublic(byte[] bytes, string name) =>
        bytes.Length == KeyBytes && PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out var key)
            ? new Ed25519Key(null, key!)
            : throw WebhookFailures.Input($"The key '{name}' is no public key of Ed25519; a whpk_ key has 32 bytes.");

    public override byte[] Sign(byte[] content)
    {
        using var key = Key.Import(
            SignatureAlgorithm.Ed25519, _seed ?? throw new InvalidOperationException("A public key cannot sign."), KeyBlobFormat.RawPrivateKey);
        return SignatureAlgorithm.Ed25519.Sign(key, content);
    }

    public override bool Verify(byte[] content, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureAlgorithm.Ed25519.SignatureSize && SignatureAlgorithm.Ed25519.Verify(_public, content, signature);
}
