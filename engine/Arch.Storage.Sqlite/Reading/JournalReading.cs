using System.Globalization;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Content;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>Journals and snapshots.</summary>
internal static class JournalReading
{
    private const string SelectNextSequence = "SELECT next_seq FROM runs WHERE run_id = ?1";
    private const string SelectSnapshot = "SELECT seq, is_packed, state, checksum FROM snapshots WHERE run_id = ?1";

    private const string SelectJournal =
        "SELECT seq, at, kind, fields, checksum, blobs FROM journal WHERE run_id = ?1 AND seq > ?2 ORDER BY seq";

    /// <summary>Reads the latest snapshot that can be read, and the records after it.</summary>
    public static StoredJournal Load(Connection connection, string runId)
    {
        if (Snapshot(connection, runId) is not { } snapshot)
        {
            return new StoredJournal(null, 0, Records(connection, runId, 0));
        }

        return new StoredJournal(snapshot.State, snapshot.Sequence, Records(connection, runId, snapshot.Sequence));
    }

    /// <summary>Reads the records after one.</summary>
    public static IReadOnlyList<JournalRecord> Records(Connection connection, string runId, long after)
    {
        var records = new List<JournalRecord>();
        var blobs = new BlobReading(connection);
        var row = connection.Prepared(SelectJournal).Bind(1, runId).Bind(2, after);
        try
        {
            while (row.Step())
            {
                records.Add(Record(row, blobs, runId, after + records.Count + 1));
            }
        }
        finally
        {
            row.Reset();
        }

        var expected = NextSequence(connection, runId) - 1;
        return after + records.Count == expected
            ? records
            : throw StoreFailure.BadRecord(runId, Text($"it has {after + records.Count} records instead of {expected}."));
    }

    private static long NextSequence(Connection connection, string runId) =>
        connection.Prepared(SelectNextSequence).Bind(1, runId).First(static row => (long?)row.Int64(0)) ?? 1;

    // A snapshot saves time and nothing else: one that cannot be trusted is as good as none, since the journal is the truth.
    private static (byte[] State, long Sequence)? Snapshot(Connection connection, string runId)
    {
        var next = NextSequence(connection, runId);
        return connection.Prepared(SelectSnapshot).Bind(1, runId).First(row =>
        {
            var (sequence, packed) = (row.Int64(0), row.Bytes(2));
            if (sequence >= next || Checksum.OfSnapshot(runId, sequence, packed) != row.Int64(3))
            {
                return ((byte[], long)?)null;
            }

            try
            {
                return (Packing.Unpack(packed, row.Bool(1)), sequence);
            }
            catch (InvalidDataException)
            {
                return null;
            }
        });
    }

    /// <summary>Reads a record from a row with the sequence number, moment, kind, fields, checksum and references.</summary>
    public static JournalRecord Record(Statement row, BlobReading blobs, string runId, long expected)
    {
        var (sequence, at, kind, fields) = (row.Int64(0), row.Int64(1), row.Text(2), row.Utf8(3));
        if (sequence != expected)
        {
            throw StoreFailure.BadRecord(runId, Text($"record {expected} is missing; record {sequence} follows."));
        }

        fields = blobs.Restore(fields, row.OptionalText(5), Text($"record {sequence} of run '{runId}'"));
        if (Checksum.Of(runId, sequence, at, kind, fields) != row.Int64(4))
        {
            throw StoreFailure.BadRecord(runId, Text($"record {sequence} of kind '{kind}' was changed or damaged after it was written."));
        }

        try
        {
            return JournalCodec.Decode(sequence, Moments.FromTicks(at), kind, fields);
        }
        catch (JournalStoreException exception)
        {
            throw StoreFailure.BadRecord(runId, exception.Message, exception);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
