using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Data.Hashing;

internal sealed record HashInput
{
    [Description("The text to hash, as UTF-8. Give this, 'base64' or 'file'.")]
    public string? Text { get; init; }

    [Description("The bytes to hash, in Base64.")]
    public byte[]? Base64 { get; init; }

    [Description("The file to hash, of any size.")]
    [Example("out/report.csv")]
    public string? File { get; init; }

    [Description("The algorithm. MD5 and SHA-1 are for old formats alone: they protect nothing.")]
    public HashKind Algorithm { get; init; } = HashKind.Sha256;

    [Description("The key, as UTF-8. With it the result is an HMAC of the algorithm.")]
    [Secret]
    public string? Key { get; init; }

    [Description("How the hash is written.")]
    public HashEncoding Encoding { get; init; } = HashEncoding.Hex;
}
