using System.Buffers;
using System.IO.Compression;

namespace Arch.Storage.Sqlite.Content;

/// <summary>Makes bytes smaller where that helps.</summary>
internal static class Packing
{
    private const int Quality = 3;
    private const int Window = 20;
    private const int LeastBytes = 256;

    /// <summary>Packs bytes.</summary>
    /// <returns>The packed bytes, or the bytes themselves when packing saves less than a tenth of them.</returns>
    public static (byte[] Bytes, bool IsPacked) Pack(ReadOnlyMemory<byte> bytes)
    {
        var most = bytes.Length - (bytes.Length / 10);
        if (bytes.Length < LeastBytes)
        {
            return (bytes.ToArray(), false);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return BrotliEncoder.TryCompress(bytes.Span, buffer.AsSpan(0, most), out var written, Quality, Window)
                ? (buffer[..written], true)
                : (bytes.ToArray(), false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Gives the bytes that were packed.</summary>
    /// <exception cref="InvalidDataException">They were damaged.</exception>
    public static byte[] Unpack(byte[] bytes, bool isPacked)
    {
        if (!isPacked)
        {
            return bytes;
        }

        using var source = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var target = new MemoryStream();
        try
        {
            source.CopyTo(target);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }

        return target.ToArray();
    }
}
