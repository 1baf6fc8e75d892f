using System.Security.Cryptography;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Content;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>
/// Puts large values back where they belong. Keeps the last few, because the same value goes from step to step.
/// </summary>
internal sealed class BlobReading(Connection connection)
{
    private const int Kept = 8;
    private const string Select = "SELECT is_packed, content FROM blobs WHERE hash = ?1";

    private readonly Queue<(byte[] Hash, byte[] Content)> _last = [];

    /// <summary>Puts the large values of a text back.</summary>
    /// <param name="text">The text without them.</param>
    /// <param name="references">What belongs where; <see langword="null"/> for a text that is whole.</param>
    /// <param name="what">What the text is, for the error.</param>
    /// <returns>The whole text.</returns>
    /// <exception cref="Engine.Ports.JournalStoreException">ARCH5003: a value is missing or damaged.</exception>
    public byte[] Restore(byte[] text, string? references, string what)
    {
        if (references is null)
        {
            return text;
        }

        try
        {
            return CutText.Restore(text, references, Find);
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException)
        {
            throw StoreFailure.BadRow(what, $"a large value of it is missing or damaged: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a row of the table.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static byte[] Read(Statement row, int isPacked, int content, byte[] hash)
    {
        var bytes = Packing.Unpack(row.Bytes(content), row.Bool(isPacked));
        return SHA256.HashData(bytes).AsSpan().SequenceEqual(hash)
            ? bytes
            : throw new InvalidDataException($"The value {Convert.ToHexStringLower(hash)} was changed or damaged after it was written.");
    }

    private byte[] Find(byte[] hash)
    {
        foreach (var (name, known) in _last)
        {
            if (name.AsSpan().SequenceEqual(hash))
            {
                return known;
            }
        }

        var content = connection.Prepared(Select).BindBytes(1, hash).First(row => Read(row, 0, 1, hash))
            ?? throw new InvalidDataException($"The value {Convert.ToHexStringLower(hash)} is not in the store.");
        _last.Enqueue((hash, content));
        if (_last.Count > Kept)
        {
            _last.Dequeue();
        }

        return content;
    }
}
