using Arch.Engine.Journal;
using Arch.Storage.Sqlite.Content;

namespace Arch.Storage.Sqlite.Writing.Commits;

/// <summary>A record as a row of the journal. The checksum is that of the whole record, with its large values.</summary>
internal readonly record struct EncodedRecord(long Sequence, long At, string Kind, CutText Fields, long Checksum)
{
    public static EncodedRecord Of(string runId, JournalRecord record)
    {
        var at = Moments.ToTicks(record.At);
        var fields = JournalCodec.Encode(record);
        return new EncodedRecord(
            record.Sequence,
            at,
            record.Kind,
            CutText.Of(fields),
            Sqlite.Checksum.Of(runId, record.Sequence, at, record.Kind, fields));
    }
}
