using System.Security.Cryptography;
using System.Text;
using Arch.Plugin.Data.Content;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Data.Hashing;

[Step("hash.compute", Summary = "Computes a hash or an HMAC of text, bytes or a file.", Idempotent = true)]
internal sealed class HashStep : IStep<HashInput, HashOutput>
{
    private const int BufferSize = 128 * 1024;

    public async Task<HashOutput> RunAsync(HashInput input, StepContext context, CancellationToken cancellationToken)
    {
        Source.ExactlyOne(("text", input.Text), ("base64", input.Base64), ("file", input.File));
        using var hash = input.Key is null
            ? IncrementalHash.CreateHash(NameOf(input.Algorithm))
            : IncrementalHash.CreateHMAC(NameOf(input.Algorithm), Encoding.UTF8.GetBytes(input.Key));
        var size = input.File is null
            ? Append(hash, input.Base64 ?? Encoding.UTF8.GetBytes(input.Text!))
            : await AppendFileAsync(hash, input.File, context, cancellationToken).ConfigureAwait(false);
        var bytes = hash.GetHashAndReset();
        return new HashOutput
        {
            Hash = input.Encoding == HashEncoding.Hex ? Convert.ToHexStringLower(bytes) : Convert.ToBase64String(bytes),
            Size = size,
        };
    }

    private static HashAlgorithmName NameOf(HashKind kind) => kind switch
    {
        HashKind.Sha384 => HashAlgorithmName.SHA384,
        HashKind.Sha512 => HashAlgorithmName.SHA512,
        HashKind.Sha1 => HashAlgorithmName.SHA1,
        HashKind.Md5 => HashAlgorithmName.MD5,
        _ => HashAlgorithmName.SHA256,
    };

    private static long Append(IncrementalHash hash, byte[] bytes)
    {
        hash.AppendData(bytes);
        return bytes.Length;
    }

    private static async Task<long> AppendFileAsync(
        IncrementalHash hash, string file, StepContext context, CancellationToken cancellationToken)
    {
        var stream = context.Files.OpenRead(file);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                var buffer = new byte[BufferSize];
                var size = 0L;
                int read;
                while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    hash.AppendData(buffer.AsSpan(0, read));
                    size += read;
                    context.ReportProgress(stream.Length == 0 ? 1 : Math.Min(1, (double)size / stream.Length));
                }

                return size;
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                throw FileFailure.Describe(e, file);
            }
        }
    }
}
