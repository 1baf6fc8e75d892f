using System.IO.Compression;
using Arch.Plugin.Data.Content;
using Arch.Sdk;

namespace Arch.Plugin.Data.Zip;

/// <summary>Unpacks one entry. What an archive says about sizes may be a lie: what comes out counts, and its checksum must be right.</summary>
internal static class ZipEntryCopy
{
    private const int BufferSize = 128 * 1024;

    public static async Task CopyAsync(ZipArchiveEntry entry, Stream target, long maxBytes, CancellationToken cancellationToken)
    {
        var checksum = 0u;
        var written = 0L;
        var buffer = new byte[BufferSize];
        var content = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                written += read;
                if (written > maxBytes)
                {
                    throw new StepException(
                        Codes.TooLarge, $"'{entry.FullName}' unpacks to more than 'max_size' allows. The archive may be a bomb; raise 'max_size' if it is not.");
                }

                checksum = Crc32.Append(checksum, buffer.AsSpan(0, read));
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
        }

        if (checksum != entry.Crc32)
        {
            throw new StepException(Codes.InvalidArchive, $"The entry '{entry.FullName}' is damaged: its checksum is wrong.");
        }
    }
}
