using System.Buffers;
using Arch.Sdk;

namespace Arch.Plugin.Http;

/// <summary>Reads a body within its limit and tells how far it is.</summary>
internal sealed class ResponseBody(RequestPlan request, HttpContent content, long limit, StepContext context)
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

    /// <summary>Saves the body beside its place first, so that the file is there whole or not at all.</summary>
    public async Task<long> SaveAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = $"{path}.{Path.GetRandomFileName()}.partial";
        try
        {
            long size;
            var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                size = await CopyAsync(file, cancellationToken).ConfigureAwait(false);
            }

            File.Move(partial, path, overwrite: true);
            return size;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException { InnerException: null } and not HttpIOException)
        {
            throw new StepException("http_file", $"The file '{context.Files.Display(path)}' cannot be written: {e.Message}", e);
        }
        finally
        {
            File.Delete(partial);
        }
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

                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                if (expected > 0)
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
}
