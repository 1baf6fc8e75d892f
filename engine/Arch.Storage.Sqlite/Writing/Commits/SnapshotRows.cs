using Arch.Storage.Sqlite.Content;

namespace Arch.Storage.Sqlite.Writing.Commits;

/// <summary>The latest snapshot of each run.</summary>
internal static class SnapshotRows
{
    private const string Upsert = """
        INSERT INTO snapshots (run_id, seq, is_packed, state, checksum) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (run_id) DO UPDATE
        SET seq = excluded.seq, is_packed = excluded.is_packed, state = excluded.state, checksum = excluded.checksum
        """;

    public static void Keep(WriteScope scope, string runId, EncodedSnapshot snapshot) =>
        scope.Connection.Prepared(Upsert)
            .Bind(1, runId).Bind(2, snapshot.Sequence).Bind(3, snapshot.IsPacked).BindBytes(4, snapshot.State)
            .Bind(5, snapshot.Checksum)
            .Run();

    /// <summary>A snapshot as a row.</summary>
    /// <param name="Sequence">The last record that is in it.</param>
    /// <param name="IsPacked">Whether the state is packed.</param>
    /// <param name="State">The state.</param>
    /// <param name="Checksum">The checksum of the row.</param>
    internal sealed record EncodedSnapshot(long Sequence, bool IsPacked, byte[] State, long Checksum)
    {
        public static EncodedSnapshot Of(string runId, long sequence, ReadOnlyMemory<byte> state)
        {
            var (packed, isPacked) = Packing.Pack(state);
            return new EncodedSnapshot(sequence, isPacked, packed, Sqlite.Checksum.OfSnapshot(runId, sequence, packed));
        }
    }
}
