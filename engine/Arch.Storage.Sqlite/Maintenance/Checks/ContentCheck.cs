using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Content;
using Arch.Storage.Sqlite.Reading;

namespace Arch.Storage.Sqlite.Maintenance.Checks;

/// <summary>Whether snapshots and large values are as they were written.</summary>
internal static class ContentCheck
{
    /// <summary>Looks at all snapshots.</summary>
    /// <returns>How many there are.</returns>
    public static long Snapshots(CheckContext context)
    {
        const string Part = "snapshots";
        return context.Each(
            Part,
            "SELECT snapshots.run_id, seq, is_packed, state, checksum, next_seq FROM snapshots LEFT JOIN runs ON runs.run_id = snapshots.run_id",
            row =>
            {
                if (Problem(row) is { } problem)
                {
                    context.Report(Part, row.Text(0), $"{problem} It is ignored, and the whole journal is read instead.");
                }
            });
    }

    /// <summary>Looks at all large values.</summary>
    /// <returns>How many there are.</returns>
    public static long LargeValues(CheckContext context)
    {
        const string Part = "large values";
        var count = context.Each(Part, "SELECT is_packed, content, hash FROM blobs", row =>
        {
            try
            {
                BlobReading.Read(row, 0, 1, row.Bytes(2));
            }
            catch (InvalidDataException damage)
            {
                context.Report(Part, null, damage.Message);
            }
        });
        context.Each(
            Part,
            "SELECT run_id, lower(hex(hash)) FROM blob_uses WHERE NOT EXISTS (SELECT 1 FROM blobs WHERE blobs.hash = blob_uses.hash)",
            row => context.Report(Part, row.Text(0), $"The value {row.Text(1)} is missing."));
        return count;
    }

    private static string? Problem(Statement row)
    {
        var (runId, sequence, packed) = (row.Text(0), row.Int64(1), row.Bytes(3));
        if (Checksum.OfSnapshot(runId, sequence, packed) != row.Int64(4))
        {
            return "Its snapshot was changed or damaged after it was written.";
        }

        if (!row.IsNull(5) && sequence >= row.Int64(5))
        {
            return "Its snapshot is of records that are not there.";
        }

        try
        {
            Packing.Unpack(packed, row.Bool(2));
            return null;
        }
        catch (InvalidDataException damage)
        {
            return $"Its snapshot cannot be unpacked: {damage.Message}";
        }
    }
}
