using System.Buffers;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Http;

/// <summary>Reads a body within its limit and tells how far it is.</summary>
internal sealed class ResponseBody(
    RequestPlan request, HttpContent content, long limit, string? saveTo, StepContext context, bool tellProgress)
{
    private const int BufferSize = 81_920;

    public static async Task<byte[]> ReadStartAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = stream.ConfigureAwait(false);
        var buffer = new byte[most];
        var length = await stream.ReadAtLeastAsync(buffer, most, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return buffer[..length];
    }

    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await CopyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes.ToArray();
    }

    /// <summary>Saves the body; the file is there whole or not at all.</summary>
    public async Task<long> SaveAsync(string path, CancellationToken cancellationToken)
    {
        var file = context.Files.BeginWrite(path);
        await using var closing = file.ConfigureAwait(false);
        await CopyAsync(file.Stream, cancellationToken).ConfigureAwait(false);
        return await file.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<long> CopyAsync(Stream target, CancellationToken cancellationToken)
    {
        var expected = content.Headers.ContentLength;
        if (expected > limit)
        {
            throw HttpFailures.TooLarge(request, limit);
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = stream.ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var size = 0L;
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                size += read;
                if (size > limit)
                {
                    throw HttpFailures.TooLarge(request, limit);
                }

                await WriteAsync(target, buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                if (tellProgress && expected > 0)
                {
                    context.ReportProgress(Math.Min(1, (double)size / expected.Value));
                }
            }

            return size;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A disk that is full must not look like a connection that broke.
    private async Task WriteAsync(Stream target, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await target.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Describe(e, saveTo ?? "");
        }
    }
}
