using Arch.Engine.Journal;

namespace Arch.Storage.Sqlite.Writing.Commits;

/// <summary>A record as a row of the journal.</summary>
internal readonly record struct EncodedRecord(long Sequence, long At, string Kind, byte[] Fields, long Checksum)
{
    public static EncodedRecord Of(string runId, JournalRecord record)
    {
        var at = Moments.ToTicks(record.At);
        var fields = JournalCodec.Encode(record);
        return new EncodedRecord(
            record.Sequence,
            at,
            record.Kind,
            fields,
            Sqlite.Checksum.Of(runId, record.Sequence, at, record.Kind, fields));
    }
}
