using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Crashes.Tests.Support;

/// <summary>
/// The files of a store as they were at one moment, and its write-ahead log with a damaged end. What is in the log from before
/// the last checkpoint is left alone: it is in the database already, which a loss of power cannot undo.
/// </summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It is to be repeatable, not secret")]
internal sealed class TornLog(byte[] database, byte[] log, int from)
{
    private const int LogHeader = 32;
    private const int FrameHeader = 24;

    /// <summary>Reads the files of a host that stands still.</summary>
    public static async Task<TornLog> ReadAsync(string database)
    {
        var token = TestContext.Current.CancellationToken;
        var index = await File.ReadAllBytesAsync(database + "-shm", token);
        var log = await File.ReadAllBytesAsync(database + "-wal", token);
        var page = (int)BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(8));
        // In the index, a header of 48 bytes comes twice; then how many frames are in the database, and how many were begun to be.
        var (frames, checkpointed, begun) = (Number(index, 16), Number(index, 96), Number(index, 128));
        var first = Math.Max(checkpointed, begun);
        var end = LogHeader + (frames * (FrameHeader + page));
        return new TornLog(
            await File.ReadAllBytesAsync(database, token),
            log.Length > end ? log[..end] : log,
            LogHeader + (first * (FrameHeader + page)));
    }

    /// <summary>Gets whether there is something in the log that is not in the database yet.</summary>
    public bool CanBeTorn => from < log.Length;

    /// <summary>Writes a copy whose log is cut off, zeroed or changed from a random place on.</summary>
    public async Task WriteAsync(string file, Random random)
    {
        var token = TestContext.Current.CancellationToken;
        await File.WriteAllBytesAsync(file, database, token);
        await File.WriteAllBytesAsync(file + "-wal", Tear(random), token);
    }

    private byte[] Tear(Random random)
    {
        var torn = (byte[])log.Clone();
        var place = random.Next(from, log.Length);
        switch (random.Next(3))
        {
            case 0:
                return torn[..place];
            case 1 when torn.AsSpan(place).ContainsAnyExcept((byte)0):
                torn.AsSpan(place).Clear();
                return torn;
            default:
                torn[place] ^= (byte)(1 << random.Next(8));
                return torn;
        }
    }

    private static int Number(byte[] bytes, int at) => (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
