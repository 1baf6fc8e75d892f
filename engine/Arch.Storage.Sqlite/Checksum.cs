using System.Buffers.Binary;
using System.Numerics;

namespace Arch.Storage.Sqlite;

/// <summary>
/// CRC-32C over all that a row of the journal, or a snapshot, says. SQLite keeps none, so a disk that changes a byte inside of a page would go
/// unseen.
/// </summary>
internal static class Checksum
{
    public static long Of(string runId, long sequence, long at, string kind, ReadOnlySpan<byte> fields)
    {
        var crc = Add(uint.MaxValue, runId);
        crc = BitOperations.Crc32C(crc, (ulong)sequence);
        crc = BitOperations.Crc32C(crc, (ulong)at);
        crc = Add(crc, kind);
        return ~Add(crc, fields);
    }

    public static long OfSnapshot(string runId, long sequence, ReadOnlySpan<byte> state) =>
        ~Add(BitOperations.Crc32C(Add(uint.MaxValue, runId), (ulong)sequence), state);

    private static uint Add(uint crc, ReadOnlySpan<byte> fields)
    {
        for (; fields.Length >= sizeof(ulong); fields = fields[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(fields));
        }

        foreach (var last in fields)
        {
            crc = BitOperations.Crc32C(crc, last);
        }

        return crc;
    }

    private static uint Add(uint crc, string text)
    {
        foreach (var character in text)
        {
            crc = BitOperations.Crc32C(crc, character);
        }

        return crc;
    }
}
